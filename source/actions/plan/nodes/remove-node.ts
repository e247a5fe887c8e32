import type {Node} from '../../../domain/model/index.ts';
import {type Check, refuse} from '../plan.ts';
import {movesFrom} from './drain-plan.ts';
import {nodeName, nodePlan, type PlanNode} from './node-plan.ts';

/** Plans to take a node out of the swarm for good. */
export const planRemoveNode: PlanNode<'remove-node'> = planning => {
  const {intent, node, state} = planning;
  const {store} = state;
  const title = `remove ${node.hostname}`;
  if (node.manager !== null) return refuse(title, ...stillManager(node));
  const isDown = node.state === 'down';
  if (!isDown && !intent.force) {
    return refuse(
      title,
      `${node.hostname} is ${node.state}; the engine removes only nodes that are down`,
      'drain it and let it leave the swarm (docker swarm leave on that node), or force its removal',
    );
  }
  const moves = movesFrom(node, store);
  const checks: readonly Check[] = isDown
    ? [{name: 'state', level: 'ok', reason: 'it is down'}]
    : [
        {
          name: 'force',
          level: 'warning',
          reason: `${node.hostname} is ${node.state}: its containers go on running, out of the swarm's sight, and it can never come back without joining anew`,
        },
      ];
  return nodePlan(planning, {
    title,
    steps: [{kind: 'remove-node', id: node.id, name: node.hostname, force: intent.force}],
    effects: [
      'it must join anew to come back, and is then another node',
      'its labels are gone',
      ...moves.map(({words}) => words),
    ],
    checks,
    risk: 'destructive',
    tasks: moves.length,
    expectedMs: 1_000,
    commands: [`docker node rm ${intent.force ? '--force ' : ''}${nodeName(node, store)}`],
    undo: null,
    verify: ({store: now}) => {
      if (now.freshness('nodes').kind !== 'live') return {kind: 'pending', detail: 'the connection is lost'};
      return now.table('nodes').get(node.id) === undefined
        ? {kind: 'done', detail: 'it is gone'}
        : {kind: 'pending', detail: 'being removed'};
    },
  });
};

/** A manager that was demoted while the leader died can be left in the Raft group as a worker: only a new demotion ends that. */
const stillManager = ({hostname, role}: Node): readonly string[] =>
  role === 'manager'
    ? [`${hostname} is a manager and part of the Raft group: demote it first`]
    : [
        `${hostname} is a worker by its role, but still part of the Raft group`,
        `docker node promote ${hostname}, then docker node demote ${hostname}, takes it out`,
      ];
