import type {Service, Task} from '../../../domain/model/index.ts';
import {fits, parseConstraint} from '../../../domain/placement/constraint.ts';
import {type JsonRecord, listAt} from '../../spec/json.ts';
import type {SpecChange} from '../../spec/spec-change.ts';
import type {PlanStore} from '../plan.ts';
import {liveTasks} from '../services/service-facts.ts';

/** What changes of a spec do to the tasks of its service. */
export type Upheaval =
  | {readonly kind: 'none'}
  /** Every task is replaced. */
  | {readonly kind: 'all'}
  /** Only tasks whose node does not fit any more are replaced. */
  | {readonly kind: 'misplaced'; readonly tasks: readonly Task[]};

/**
 * As the engine decides it: any other task template or endpoint makes all tasks of another spec, but with another
 * placement alone a task stays where its node fits.
 */
export function upheavalOf(
  service: Service,
  changes: readonly SpecChange[],
  after: JsonRecord,
  store: PlanStore,
): Upheaval {
  const ofTasks = changes.filter(({path: [first]}) => first === 'TaskTemplate' || first === 'EndpointSpec');
  if (ofTasks.length === 0) return {kind: 'none'};
  if (ofTasks.some(({path}) => path[1] !== 'Placement')) return {kind: 'all'};
  const tasks = misplaced(service, after, store);
  return tasks.length === 0 ? {kind: 'none'} : {kind: 'misplaced', tasks};
}

function misplaced({id}: Service, after: JsonRecord, store: PlanStore): readonly Task[] {
  const constraints = listAt(after, 'TaskTemplate', 'Placement', 'Constraints').map(each =>
    parseConstraint(String(each)),
  );
  return liveTasks(store, id).filter(task => {
    const node = task.nodeId === null ? undefined : store.table('nodes').get(task.nodeId);
    return node !== undefined && constraints.some(each => each !== null && !fits(node, each));
  });
}
