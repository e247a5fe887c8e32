import {type QuorumChange, quorumWith, quorumWithout} from '../../../domain/quorum.ts';
import type {Quorum} from '../../../domain/summaries.ts';
import {changeAt, inverted} from '../../spec/spec-change.ts';
import {type Check, refuse} from '../plan.ts';
import {counted} from '../services/service-facts.ts';
import {allNodes, nodeName, nodePlan, type PlanNode, stateCheck, verifyNode} from './node-plan.ts';

const promoteMs = 3_000;
/** Demoting a leader needs an election. */
const electionMs = 20_000;

/** Plans to make a worker a manager. */
export const planPromote: PlanNode<'promote'> = planning => {
  const {node, state} = planning;
  const title = `promote ${node.hostname}`;
  const change = quorumWith(allNodes(state.store), node.id);
  if (change === null) return refuse(title, `${node.hostname} is a manager already`);
  if (node.state !== 'ready')
    return refuse(
      title,
      `${node.hostname} is ${node.state}: a manager that is not there only weakens the quorum`,
    );
  const changes = [changeAt(state.object.spec, ['Role'], 'manager')];
  const step = {kind: 'update-node', id: node.id, name: node.hostname} as const;
  return nodePlan(planning, {
    title,
    steps: [{...step, changes}],
    effects: [quorumWords(change), 'its tasks go on'],
    checks: [stateCheck(node), ...evenCheck(change.after)],
    risk: 'disruptive',
    tasks: 0,
    isSilent: true,
    expectedMs: promoteMs,
    commands: [`docker node promote ${nodeName(node, state.store)}`],
    undo: {...step, changes: inverted(changes)},
    verify: verifyNode(node.id, now =>
      now.manager?.reachability === 'reachable'
        ? {kind: 'done', detail: `${now.hostname} is a reachable manager`}
        : {
            kind: 'pending',
            detail: now.manager === null ? 'not a manager yet' : `a manager, ${now.manager.reachability}`,
          },
    ),
  });
};

/** Plans to make a manager a worker; refused where the rest would have no quorum. */
export const planDemote: PlanNode<'demote'> = planning => {
  const {node, state} = planning;
  const title = `demote ${node.hostname}`;
  const change = quorumWithout(allNodes(state.store), node.id);
  if (change === null) return refuse(title, `${node.hostname} is no manager`);
  const {after} = change;
  if (after === null)
    return refuse(title, `${node.hostname} is the last manager: without it there is no swarm`);
  if (!after.hasQuorum) {
    return refuse(
      title,
      `quorum would be lost: ${after.reachable} of the ${after.managers} managers left are reachable, ${after.needed} are needed`,
    );
  }
  const changes = [changeAt(state.object.spec, ['Role'], 'worker')];
  const step = {kind: 'update-node', id: node.id, name: node.hostname} as const;
  const isLeader = node.manager?.leader === true;
  const isConnected = state.store.engineInfo?.nodeId === node.id;
  return nodePlan(planning, {
    title,
    steps: [{...step, changes}],
    effects: [quorumWords(change), 'its tasks go on'],
    checks: [
      toleranceCheck(after),
      ...evenCheck(after),
      ...(isLeader
        ? [warning('leader', 'it leads: another manager takes over, which takes up to 20 s')]
        : []),
      ...(isConnected
        ? [warning('connection', 'it is the manager that is asked; the connection will need another one')]
        : []),
    ],
    // Nothing more may fail then: that is said by name, not by a key.
    risk: after.tolerance <= 0 ? 'destructive' : 'disruptive',
    tasks: 0,
    isSilent: true,
    expectedMs: isLeader ? electionMs : promoteMs,
    commands: [`docker node demote ${nodeName(node, state.store)}`],
    undo: {...step, changes: inverted(changes)},
    verify: verifyNode(node.id, now =>
      now.manager === null && now.role === 'worker'
        ? {kind: 'done', detail: `${now.hostname} is a worker`}
        : {kind: 'pending', detail: 'still in the Raft group'},
    ),
  });
};

const warning = (name: string, reason: string): Check => ({name, level: 'warning', reason});

function quorumWords({before, after}: QuorumChange): string {
  const managers = (quorum: Quorum) => counted(quorum.managers, 'manager');
  return `${managers(before)} → ${after?.managers ?? 0}; may lose ${Math.max(0, before.tolerance)} → ${Math.max(0, after?.tolerance ?? 0)}`;
}

const toleranceCheck = (after: Quorum): Check =>
  after.tolerance > 0
    ? {name: 'quorum', level: 'ok', reason: `${counted(after.tolerance, 'more manager')} may fail then`}
    : warning('quorum', 'no further manager may fail then, or the swarm cannot be managed any more');

/** An even number bears no more losses than the odd one below it. */
const evenCheck = (after: Quorum | null): readonly Check[] =>
  after !== null && after.managers % 2 === 0
    ? [
        warning(
          'number of managers',
          `${after.managers} is even: it bears no more losses than ${after.managers - 1}`,
        ),
      ]
    : [];
