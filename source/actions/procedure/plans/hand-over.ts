import type {Node} from '../../../domain/model/index.ts';
import {otherReachable, type RaftMove} from '../../../domain/quorum.ts';
import {allNodes, nodeName} from '../../plan/nodes/node-plan.ts';
import {type Check, type Goal, type PlanStore, type Refusal, refuse} from '../../plan/plan.ts';
import {
  action,
  type PlanProcedure,
  type ProcedurePlan,
  type ProcedureState,
  type ProcedureStep,
  watch,
  worstOf,
} from '../procedure.ts';
import {candidatesOf, leaderOf, leadershipInWords, outlookOf} from './managers.ts';

const roleMs = 3_000;
/** Measured: 10 to 22 s. */
const electionMs = 20_000;

/**
 * Plans to give the leadership away. Swarm has no call for it: the leader is made a worker, the others elect one of
 * themselves, and it becomes a manager again. Where that would leave no reserve, a worker helps out meanwhile.
 */
export const planHandOver: PlanProcedure<'hand-over'> = (goal, state) => {
  const {store} = state;
  const leader = leaderOf(store);
  if (leader === null) return refuse('hand the leadership over', 'no leader is known');
  const title = `hand the leadership of ${leader.hostname} over`;
  const helper = helperFor(goal.standby, leader, store);
  if (helper.kind === 'refusal') return {...helper, title};
  const refusal = blindness(title, leader, state) ?? tooFew(title, leader, helper.node, store);
  return refusal ?? planned(goal, leader, helper.node, state);
};

function planned(
  goal: ProcedurePlan['goal'],
  leader: Node,
  helper: Node | null,
  {store}: ProcedureState,
): ProcedurePlan | Refusal {
  const title = `hand the leadership of ${leader.hostname} over`;
  const outlook = outlookOf(store, movesOf(leader, helper));
  if (outlook.losesQuorum) return refuse(title, `quorum would be lost on the way; ${outlook.words}`);
  const steps: readonly ProcedureStep[] = [
    ...(helper === null ? [] : [promote(helper, `promote ${helper.hostname}, which helps out`)]),
    action(`demote ${leader.hostname}`, {kind: 'demote', node: leader.id}, outlook.risk),
    watch('see that another manager leads and all are reachable', newLeader(leader)),
    watch(`see that ${leader.hostname} is ready again`, isReady(leader), {when: 'always'}),
    promote(leader, `promote ${leader.hostname} again`, 'always'),
    ...(helper === null ? [] : [demoteHelper(helper)]),
  ];
  const [old, other] = [nodeName(leader, store), helper === null ? null : nodeName(helper, store)];
  return {
    kind: 'procedure',
    goal,
    title,
    object: {kind: 'node', id: leader.id, name: leader.hostname},
    steps,
    effects: [
      outlook.words,
      'tasks go on; for up to 22 s nothing can be changed, and nodes may show as unknown for some seconds more',
      'which manager leads then is for the managers to elect: Swarm has no call to choose one',
    ],
    checks: checksOf(leader, helper, store),
    risk: worstOf(steps),
    expectedMs: electionMs + (helper === null ? 1 : 3) * roleMs,
    commands: [
      ...(other === null ? [] : [`docker node promote ${other}`]),
      `docker node demote ${old}`,
      `docker node promote ${old}`,
      ...(other === null ? [] : [`docker node demote ${other}`]),
    ],
    conclude: leadershipInWords,
    undo: null,
  };
}

const movesOf = (leader: Node, helper: Node | null): readonly RaftMove[] => [
  ...(helper === null ? [] : [{kind: 'promote', id: helper.id} as const]),
  {kind: 'demote', id: leader.id},
  {kind: 'promote', id: leader.id},
  ...(helper === null ? [] : [{kind: 'demote', id: helper.id} as const]),
];

const promote = (node: Node, title: string, when: ProcedureStep['when'] = 'ahead'): ProcedureStep =>
  action(title, {kind: 'promote', node: node.id}, 'disruptive', {
    when,
    unneeded: store =>
      store.table('nodes').get(node.id)?.role === 'manager' ? `${node.hostname} is a manager` : null,
  });

/** Were it to go while it leads, there would be one more election, which might bring the old leader back. */
const demoteHelper = (helper: Node): ProcedureStep =>
  action(`demote ${helper.hostname} again`, {kind: 'demote', node: helper.id}, 'disruptive', {
    when: 'always',
    unneeded: store => {
      const now = store.table('nodes').get(helper.id);
      if (now?.manager === null || now === undefined) return `${helper.hostname} is no manager`;
      return now.manager.leader
        ? `${helper.hostname} leads now and stays a manager; demote another one for an odd number`
        : null;
    },
  });

type Helper = {readonly kind: 'helper'; readonly node: Node | null} | Refusal;

function helperFor(wanted: string | null, leader: Node, store: PlanStore): Helper {
  const candidates = candidatesOf(store);
  if (wanted !== null) {
    const node = store.table('nodes').get(wanted);
    if (node === undefined) return refuse('', 'there is no such node to stand by');
    if (node.id === leader.id) return refuse('', `${node.hostname} leads: another node must stand by`);
    if (node.manager?.reachability === 'reachable') return {kind: 'helper', node: null};
    return candidates.includes(node)
      ? {kind: 'helper', node}
      : refuse('', `${node.hostname} is ${node.manager?.reachability ?? node.state} and cannot stand by`);
  }
  const alone = outlookOf(store, movesOf(leader, null));
  return {kind: 'helper', node: alone.risk === 'destructive' ? (candidates[0] ?? null) : null};
}

/** From a demoted leader nothing can be seen or done any more. */
function blindness(title: string, leader: Node, {store, otherManagers}: ProcedureState): Refusal | null {
  if (store.engineInfo?.nodeId !== leader.id || otherManagers > 0) return null;
  return refuse(
    title,
    `this connection leads to ${leader.hostname} itself, and to no other manager: as a worker it could not be promoted again from here`,
    'connect to another manager (--host, :ctx), or name one more with a second --host or the setting standIns',
  );
}

function tooFew(title: string, leader: Node, helper: Node | null, store: PlanStore): Refusal | null {
  if (helper !== null || otherReachable(allNodes(store), leader.id).length > 0) return null;
  return refuse(title, 'no other manager is reachable, and no worker is ready to become one');
}

const checksOf = (leader: Node, helper: Node | null, store: PlanStore): readonly Check[] => [
  helper === null
    ? {
        name: 'standby',
        level: 'ok',
        reason: `${otherReachable(allNodes(store), leader.id)
          .map(({hostname}) => hostname)
          .join(', ')} can take over`,
      }
    : {
        name: 'standby',
        level: 'ok',
        reason: `${helper.hostname} is a manager meanwhile, so that one more may fail`,
      },
  ...(store.engineInfo?.nodeId === leader.id
    ? [
        {
          name: 'connection',
          level: 'warning' as const,
          reason: `this connection leads to ${leader.hostname}: it will move to another manager`,
        },
      ]
    : []),
];

/** Every node registers anew with a new leader, one by one, within some seconds. */
const isReady = ({id, hostname}: Node): Goal => ({
  isSilent: true,
  settleMs: 0,
  expectedMs: electionMs,
  verify({store}) {
    if (store.freshness('nodes').kind !== 'live') return {kind: 'pending', detail: 'the connection is lost'};
    const state = store.table('nodes').get(id)?.state ?? 'gone';
    return state === 'ready'
      ? {kind: 'done', detail: `${hostname} is ready`}
      : {kind: 'pending', detail: `${hostname} is ${state}`};
  },
});

const newLeader = (old: Node): Goal => ({
  isSilent: true,
  settleMs: 1_000,
  expectedMs: electionMs,
  verify({store}) {
    if (store.freshness('nodes').kind !== 'live')
      return {kind: 'pending', detail: 'no manager answers: an election takes 10 to 22 s'};
    const {quorum} = store;
    const leader = leaderOf(store);
    if (leader === null || leader.id === old.id || quorum === null)
      return {kind: 'pending', detail: 'no other manager leads yet'};
    return quorum.reachable < quorum.managers
      ? {
          kind: 'pending',
          detail: `${leader.hostname} leads; ${quorum.reachable}/${quorum.managers} managers reachable`,
        }
      : {
          kind: 'done',
          detail: `${leader.hostname} leads; ${quorum.reachable}/${quorum.managers} managers reachable`,
        };
  },
});
