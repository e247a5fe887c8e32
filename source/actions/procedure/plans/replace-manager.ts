import type {Node} from '../../../domain/model/index.ts';
import {nodeName} from '../../plan/nodes/node-plan.ts';
import {type Check, type Goal, type PlanStore, type Refusal, refuse} from '../../plan/plan.ts';
import {action, type PlanProcedure, type ProcedureStep, watch, worstOf} from '../procedure.ts';
import {givenUp} from './given-up.ts';
import {candidatesOf, endCheck, leadershipInWords, managersOf, outlookOf} from './managers.ts';

const roleMs = 3_000;
/** Measured: a killed manager is given up as a node after 20 to 50 s. */
const givenUpMs = 50_000;

/** Plans to take a lost manager out of the swarm and to make a worker a manager in its place. */
export const planReplaceManager: PlanProcedure<'replace-manager'> = (goal, {store}) => {
  const dead = deadOf(goal.dead, store);
  if (dead.kind === 'refusal') return dead;
  const {node} = dead;
  const title = `replace the manager ${node.hostname}`;
  const by = substituteFor(goal.by, store);
  if (by.kind === 'refusal') return {...by, title};
  const substitute = by.node;
  const outlook = outlookOf(store, [
    {kind: 'demote', id: node.id},
    ...(substitute === null ? [] : [{kind: 'promote', id: substitute.id} as const]),
  ]);
  if (outlook.losesQuorum) return refuse(title, `quorum would be lost on the way; ${outlook.words}`);
  const steps: readonly ProcedureStep[] = [
    action(`demote ${node.hostname}`, {kind: 'demote', node: node.id}, 'destructive', {
      unneeded: now =>
        now.table('nodes').get(node.id)?.role === 'worker' ? `${node.hostname} is a worker` : null,
    }),
    watch(`see that ${node.hostname} is given up`, isDown(node)),
    action(`remove ${node.hostname}`, {kind: 'remove-node', node: node.id, force: false}, 'destructive', {
      unneeded: now => (now.table('nodes').get(node.id) === undefined ? 'it is gone' : null),
    }),
    ...(substitute === null
      ? []
      : [action(`promote ${substitute.hostname}`, {kind: 'promote', node: substitute.id}, 'disruptive')]),
  ];
  const name = nodeName(node, store);
  return {
    kind: 'procedure',
    goal,
    title: substitute === null ? title : `${title} by ${substitute.hostname}`,
    object: {kind: 'node', id: node.id, name: node.hostname},
    steps,
    effects: [
      outlook.words,
      `${node.hostname} must join anew to come back; should its machine start again, let it leave first (docker swarm leave --force)`,
    ],
    checks: [...substituteCheck(substitute), ...endCheck(outlook.quorums.at(-1))],
    risk: worstOf(steps),
    expectedMs: givenUpMs + 2 * roleMs,
    commands: [
      `docker node demote ${name}`,
      `docker node rm ${name}`,
      ...(substitute === null ? [] : [`docker node promote ${nodeName(substitute, store)}`]),
    ],
    conclude: leadershipInWords,
    undo: null,
  };
};

type Found = {readonly kind: 'found'; readonly node: Node} | Refusal;

function deadOf(wanted: string | null, store: PlanStore): Found {
  const title = 'replace a manager';
  const lost = managersOf(store).filter(({manager}) => manager?.reachability !== 'reachable');
  if (wanted === null) {
    const [first, ...more] = lost;
    if (first === undefined) return refuse(title, 'every manager is reachable: there is none to replace');
    return more.length === 0
      ? {kind: 'found', node: first}
      : refuse(title, `several are lost; say which: ${lost.map(({hostname}) => hostname).join(', ')}`);
  }
  const node = store.table('nodes').get(wanted);
  if (node === undefined) return refuse(title, 'there is no such node');
  if (node.manager === null) return refuse(title, `${node.hostname} is no manager`);
  return lost.includes(node)
    ? {kind: 'found', node}
    : refuse(title, `${node.hostname} is reachable: demote it, it need not be replaced as lost`);
}

function substituteFor(
  wanted: string | null,
  store: PlanStore,
): {readonly kind: 'found'; readonly node: Node | null} | Refusal {
  const candidates = candidatesOf(store);
  if (wanted === null) return {kind: 'found', node: candidates[0] ?? null};
  const node = candidates.find(({id}) => id === wanted);
  if (node !== undefined) return {kind: 'found', node};
  const named = store.table('nodes').get(wanted);
  return refuse(
    '',
    named === undefined
      ? 'there is no such node to put in its place'
      : `${named.hostname} is ${named.manager === null ? named.state : 'a manager'} and cannot take its place`,
  );
}

const substituteCheck = (substitute: Node | null): readonly Check[] =>
  substitute === null
    ? [
        {
          name: 'substitute',
          level: 'warning',
          reason: 'no worker is ready to become a manager: the swarm stays one manager short',
        },
      ]
    : [{name: 'substitute', level: 'ok', reason: `${substitute.hostname} is ready`}];

/** The engine removes only nodes that it has given up. */
const isDown = (node: Node): Goal =>
  givenUp(node, givenUpMs, ({state}) => {
    const words =
      state === 'ready'
        ? 'still told as ready; if it is back, it is a worker now and need not be removed'
        : `${state}; it is given up after 20 to 50 s`;
    return {kind: 'pending', detail: `${node.hostname} is ${words}`};
  });
