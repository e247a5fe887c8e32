import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {planProcedure} from '../../../../source/actions/procedure/plan-procedure.ts';
import type {ProcedureGoal, ProcedurePlan} from '../../../../source/actions/procedure/procedure.ts';
import type {Node, NodeId} from '../../../../source/domain/model/index.ts';
import {quorumOf, quorumsThrough, type RaftMove} from '../../../../source/domain/quorum.ts';
import {aCluster, type ClusterBuilder} from '../../../builders/cluster.ts';
import {nodeId} from '../../../builders/ids.ts';

/** Managers of which some are unreachable, the first one leading, and workers of which some are away. */
const swarms: fc.Arbitrary<ClusterBuilder> = fc
  .record({
    managers: fc.array(fc.boolean(), {maxLength: 6}),
    workers: fc.array(fc.constantFrom('ready', 'down', 'unknown'), {maxLength: 3}),
  })
  .map(({managers, workers}) => {
    const named = aCluster()
      .withManagers(managers.length + 1)
      .withWorkers(workers.length);
    const withManagers = managers.reduce<ClusterBuilder>(
      (cluster, isReachable, index) =>
        isReachable
          ? cluster
          : cluster.withNodeChanged(`node-${index + 2}`, {
              state: 'down',
              manager: {leader: false, reachability: 'unreachable', address: ''},
            }),
      named,
    );
    return workers.reduce<ClusterBuilder>(
      (cluster, state, index) => cluster.withNodeChanged(`node-${managers.length + 2 + index}`, {state}),
      withManagers,
    );
  });

const goals: readonly ProcedureGoal[] = [
  {kind: 'hand-over', standby: null},
  {kind: 'replace-manager', dead: null, by: null},
  {kind: 'replace-manager', dead: 'n2', by: null},
];

const planned = (cluster: ClusterBuilder, goal: ProcedureGoal): ProcedurePlan | null => {
  const plan = planProcedure(goal, {store: cluster.store(), otherManagers: 1, nowMs: 0});
  return plan.kind === 'refusal' ? null : plan;
};

/** The changes of who is a manager, in the order in which they are made. */
const movesOf = ({steps}: ProcedurePlan): readonly RaftMove[] =>
  steps.flatMap(({work}) => {
    if (work.kind !== 'action') return [];
    const {intent} = work;
    return intent.kind === 'promote' || intent.kind === 'demote'
      ? [{kind: intent.kind, id: nodeId(intent.node)}]
      : [];
  });

describe('whatever the managers are like, a procedure that is planned', () => {
  it('never has fewer managers reachable than are needed, at any step', () => {
    fc.assert(
      fc.property(swarms, fc.constantFrom(...goals), (cluster, goal) => {
        const plan = planned(cluster, goal);
        if (plan === null) return;
        for (const quorum of quorumsThrough(cluster.nodes, movesOf(plan)))
          expect(quorum.reachable).toBeGreaterThanOrEqual(quorum.needed);
      }),
    );
  });

  it('is destructive wherever no further manager may fail on the way', () => {
    fc.assert(
      fc.property(swarms, fc.constantFrom(...goals), (cluster, goal) => {
        const plan = planned(cluster, goal);
        if (plan === null) return;
        const least = Math.min(
          ...quorumsThrough(cluster.nodes, movesOf(plan)).map(({tolerance}) => tolerance),
        );
        if (least <= 0) expect(plan.risk).toBe('destructive');
      }),
    );
  });

  it('leaves as many managers as there were, or, without a worker to take the place of a lost one, one fewer', () => {
    fc.assert(
      fc.property(swarms, fc.constantFrom(...goals), (cluster, goal) => {
        const plan = planned(cluster, goal);
        if (plan === null) return;
        const before = quorumOf(cluster.nodes)?.managers ?? 0;
        const after = quorumsThrough(cluster.nodes, movesOf(plan)).at(-1)?.managers ?? 0;
        const hasSubstitute = cluster.nodes.some(isCandidate);
        expect(after).toBe(goal.kind === 'replace-manager' && !hasSubstitute ? before - 1 : before);
      }),
    );
  });

  it('has a worker help out in a hand-over where that keeps the reserve, and only there', () => {
    fc.assert(
      fc.property(swarms, cluster => {
        const plan = planned(cluster, {kind: 'hand-over', standby: null});
        if (plan === null) return;
        const [leader] = cluster.nodes;
        const alone = quorumsThrough(cluster.nodes, [{kind: 'demote', id: leader?.id ?? ('' as NodeId)}]).at(
          0,
        );
        const helps = movesOf(plan)[0]?.kind === 'promote';
        if ((alone?.tolerance ?? 0) > 0) expect(helps).toBe(false);
        else expect(helps).toBe(cluster.nodes.some(isCandidate));
      }),
    );
  });
});

const isCandidate = ({manager, state}: Node): boolean => manager === null && state === 'ready';
