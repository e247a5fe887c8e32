import type {ServiceSummary} from '../../domain/summaries.ts';
import {hasEnded, hasFailed, isJob, slotOf, stateEnteredMs} from '../../domain/task-lifecycle.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Column} from '../../ui/column.ts';
import type {ListPane} from '../pane.ts';

const hourMs = 3_600_000;
/** The engine keeps the last five tasks of a slot, one of which runs: so many ended ones may have been more. */
const keptEnded = 4;

/** How often tasks of a service ended by themselves within the last hour, so that others took their place. */
export const restartsOf = (
  {service}: ServiceSummary,
  store: ClusterStore,
  nowMs: number,
): {readonly count: number; readonly isAtLeast: boolean} => {
  const bySlot = new Map<string, number>();
  for (const id of store.taskIdsOfService(service.id)) {
    const task = store.table('tasks').get(id);
    if (task === undefined || !hasEnded(task) || stateEnteredMs(task) < nowMs - hourMs) continue;
    // A task that has done its work is as good as a failure where it was to go on for ever.
    if (!hasFailed(task) && (task.state !== 'complete' || isJob(service))) continue;
    bySlot.set(slotOf(task), (bySlot.get(slotOf(task)) ?? 0) + 1);
  }
  const counts = [...bySlot.values()];
  return {
    count: counts.reduce((sum, count) => sum + count, 0),
    isAtLeast: counts.some(count => count >= keptEnded),
  };
};

/** The services with what restarts; empty, and without room on the screen, where nothing does. */
export const withRestarts = (
  pane: ListPane<ServiceSummary>,
  store: ClusterStore,
): ListPane<ServiceSummary> => {
  const column: Column<ServiceSummary> = {
    id: 'restarts',
    title: 'RESTARTS',
    min: 8,
    max: 8,
    align: 'right',
    priority: 5,
    cell(row, nowMs) {
      const {count, isAtLeast} = restartsOf(row, store, nowMs);
      return count === 0 ? '' : {text: `▲ ${isAtLeast ? '≥' : ''}${count}/h`, tone: 'warning'};
    },
  };
  const at = pane.columns.findIndex(({id}) => id === 'health');
  return {...pane, columns: pane.columns.toSpliced(at + 1, 0, column)};
};
