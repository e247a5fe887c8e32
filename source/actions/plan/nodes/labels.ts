import type {Node} from '../../../domain/model/index.ts';
import {fits, parseConstraint} from '../../../domain/placement/constraint.ts';
import {hasEnded, isWanted, taskName} from '../../../domain/task-lifecycle.ts';
import {isSameJson} from '../../spec/json.ts';
import {changeAt, inverted} from '../../spec/spec-change.ts';
import {type PlanStore, refuse} from '../plan.ts';
import {nodeName, nodePlan, type PlanNode, verifyNode} from './node-plan.ts';

/** Plans other labels on a node; tasks whose constraints then do not fit any more are moved by the engine. */
export const planLabels: PlanNode<'label-node'> = planning => {
  const {intent, node, state} = planning;
  const words = [
    ...Object.entries(intent.add).map(([key, value]) => `${key}=${value}`),
    ...intent.remove.map(key => `-${key}`),
  ];
  const title = `label ${node.hostname}: ${words.join(' ')}`;
  const {spec} = state.object;
  const changes = [
    ...Object.entries(intent.add).map(([key, value]) => changeAt(spec, ['Labels', key], value)),
    ...intent.remove.map(key => changeAt(spec, ['Labels', key], undefined)),
  ].filter(({before, after}) => !isSameJson(before, after));
  if (changes.length === 0) return refuse(title, `${node.hostname} is labelled so already`);
  const labels = {...node.labels, ...intent.add};
  for (const key of intent.remove) delete labels[key];
  const evicted = evictedBy(node, {...node, labels}, state.store);
  const step = {kind: 'update-node', id: node.id, name: node.hostname} as const;
  const flags = [
    ...Object.entries(intent.add).map(([key, value]) => `--label-add ${key}=${value}`),
    ...intent.remove.map(key => `--label-rm ${key}`),
  ];
  return nodePlan(planning, {
    title,
    steps: [{...step, changes}],
    effects:
      evicted.length === 0
        ? ['no task moves']
        : evicted.map(name => `${name} must leave: its constraints do not fit any more`),
    checks: [],
    risk: evicted.length === 0 ? 'safe' : 'disruptive',
    tasks: evicted.length,
    expectedMs: 1_000,
    commands: [`docker node update ${flags.join(' ')} ${nodeName(node, state.store)}`],
    undo: {...step, changes: inverted(changes)},
    verify: verifyNode(node.id, now =>
      isSameJson({...now.labels}, labels)
        ? {kind: 'done', detail: 'the labels are set'}
        : {kind: 'failed', detail: 'someone else has changed the labels since'},
    ),
  });
};

function evictedBy(before: Node, after: Node, store: PlanStore): readonly string[] {
  return [...store.taskIdsOfNode(before.id)].flatMap(id => {
    const task = store.table('tasks').get(id);
    const service = task === undefined ? undefined : store.table('services').get(task.serviceId);
    if (task === undefined || service === undefined || hasEnded(task) || !isWanted(task)) return [];
    const breaks = service.constraints.some(text => {
      const constraint = parseConstraint(text);
      return constraint !== null && fits(before, constraint) && !fits(after, constraint);
    });
    return breaks ? [taskName(task, service.name)] : [];
  });
}
