import {mayStay} from '../scheduler/filters.ts';
import {isJob} from '../spec/service-rules.ts';
import type {Tasks} from '../state/change-task.ts';
import type {NodeRecord, ServiceRecord} from '../state/records.ts';
import {type Launch, slotOf} from './launch.ts';
import {wantedTask} from './replicated.ts';

const isLost = (node: NodeRecord) => node.state === 'down' || node.availability === 'drain' || !node.isMember;

/** Gives a global service its task on one node, or takes it from there. */
export const fillNode = (service: ServiceRecord, node: NodeRecord, launch: Launch, tasks: Tasks): void => {
  const slot = service.slots.get(node.id) ?? null;
  const wanted = slot === null ? null : wantedTask(slot);
  if (isLost(node) || !mayStay(service.rules.template, node)) {
    // A service of which no task fits has none, and nothing says why.
    if (wanted !== null) tasks.change(wanted, {desired: 'shutdown'});
    return;
  }
  if (wanted !== null || node.availability === 'pause' || node.state !== 'ready') return;
  const last = slot?.tasks.at(-1) ?? null;
  const isCurrent = last !== null && (last.jobIteration ?? 0) === service.jobIteration;
  const isDone = isJob(service.rules.mode) && isCurrent && last.state === 'complete';
  if (isDone || (isCurrent && slot?.isOver === true)) return;
  const desired = isJob(service.rules.mode) ? 'complete' : 'running';
  launch(service, slotOf(service, node.id, 0), desired, node);
};
