import type {Node, Service, Task} from '../../../domain/model/index.ts';
import {pendingInWords} from '../../../domain/pending-reasons.ts';
import {hasEnded, isUnplaced, isWanted} from '../../../domain/task-lifecycle.ts';
import type {Goal, PlanStore} from '../../plan/plan.ts';
import {liveTasks} from '../../plan/services/service-facts.ts';
import {type ProcedureStep, watch} from '../procedure.ts';

/** The engine's restart delay of 5 s, and a start. */
export const restartMs = 15_000;
/** The scheduler looks again whenever something changes; what has no node for so long will not soon have one. */
const patienceForNodeMs = 5_000;

/** The last step of whatever empties a node: every service is whole again, or it is told which is not and why. */
export const elsewhereStep = (node: Node, services: readonly Service[]): ProcedureStep =>
  watch('see that everything runs elsewhere', elsewhere(node, services));

/** Services that have, or had when it died, tasks there that another node could run. */
export const servicesOn = (node: Node, store: PlanStore): readonly Service[] =>
  [...new Set([...store.taskIdsOfNode(node.id)].flatMap(id => runsOn(store.table('tasks').get(id))))]
    .flatMap(id => store.table('services').get(id) ?? [])
    .filter(({mode}) => mode.kind === 'replicated')
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** A dead node's tasks keep their state; those that the engine has given up are wanted no more. */
const runsOn = (task: Task | undefined): readonly string[] =>
  task === undefined || hasEnded(task) ? [] : [task.serviceId];

/** Whole again, or known to be stuck and why. What was not whole before is told, and waited for no longer than the rest. */
const elsewhere = (node: Node, services: readonly Service[]): Goal => ({
  settleMs: 0,
  expectedMs: restartMs,
  verify({store, nowMs, sinceMs}) {
    if (store.freshness('tasks').kind !== 'live') return {kind: 'pending', detail: 'the connection is lost'};
    const short = services.flatMap(({id}) => {
      const row = store.derived('services').get(id);
      const here = liveTasks(store, id).some(({nodeId}) => nodeId === node.id);
      return row === undefined || (row.replicas.running >= row.replicas.desired && !here) ? [] : [row];
    });
    const waiting = short.filter(({service}) => !isStuck(store, service, nowMs - sinceMs));
    if (waiting.length > 0)
      return {
        kind: 'pending',
        detail: `still starting elsewhere: ${waiting
          .map(({service, replicas}) => `${service.name} ${replicas.running}/${replicas.desired}`)
          .join(', ')}`,
      };
    return {
      kind: 'done',
      detail:
        short.length === 0
          ? 'everything runs elsewhere'
          : `without a node: ${short.map(({service}) => `${service.name} (${reasonOf(store, service)})`).join(', ')}`,
    };
  },
});

/** All that is missing has been looking for a node in vain. */
function isStuck(store: PlanStore, service: Service, passedMs: number): boolean {
  const open = liveTasks(store, service.id).filter(({state}) => state !== 'running');
  return (
    passedMs >= patienceForNodeMs &&
    open.length > 0 &&
    open.every(task => isUnplaced(task) && task.error !== '')
  );
}

const reasonOf = (store: PlanStore, {id}: Service): string =>
  pendingInWords(
    liveTasks(store, id).find(task => isWanted(task) && isUnplaced(task) && task.error !== '')?.error ?? '',
  );
