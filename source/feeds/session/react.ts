import type {ListedSource} from '../calls/list-calls.ts';
import {type Allowance, allowanceOfEvents, allowanceOfRuns} from '../pace/allowance.ts';
import type {Debouncer} from '../pace/debouncer.ts';
import type {TaskWatch} from '../tasks/task-watch.ts';
import type {SessionParts} from './session.ts';
import type {SessionLists} from './session-lists.ts';
import type {Trigger} from './triggers.ts';

/** Events of one cause come in bursts: what they ask for is asked once. */
const soonMs = 30;
const laterMs = 2_000;
/** Agents report to the managers in batches of 100 ms. */
const agentBatchMs = 110;

/** Objects listed by name cost the engine a millisecond; everything else is a whole list. */
export const reactionAllowance = (key: string): Allowance =>
  key === 'some-services' || key === 'some-nodes' ? allowanceOfEvents() : allowanceOfRuns();

/** Does what an event asks for: soon, and once for a burst. */
export const react = (
  trigger: Trigger,
  parts: Pick<SessionParts, 'queue'> & {
    readonly debouncer: Debouncer;
    readonly tasks: TaskWatch;
    readonly lists: SessionLists;
    readonly list: (source: ListedSource) => Promise<void>;
  },
): void => {
  const {debouncer, lists, tasks} = parts;
  const listService = (id: string) => {
    lists.someServices.want(id);
    debouncer.after('some-services', soonMs, () => void lists.someServices.list());
  };
  switch (trigger.kind) {
    case 'service-changed':
      return listService(trigger.id);
    case 'service-removed':
      parts.queue.push([{kind: 'remove', table: 'services', ids: [trigger.id]}]);
      // A list that is on its way may have been made before and bring it back: it is asked for by name behind that.
      listService(trigger.id);
      return debouncer.after('all-tasks', laterMs, () => void tasks.listAll());
    case 'node-changed':
      lists.someNodes.want(trigger.id);
      return debouncer.after('some-nodes', soonMs, () => void lists.someNodes.list());
    case 'tasks-of-service':
      return debouncer.after(`tasks:${trigger.id}`, agentBatchMs, () => tasks.stir(trigger.id));
    case 'list':
      return debouncer.after(
        trigger.source,
        trigger.soon ? soonMs : laterMs,
        () => void parts.list(trigger.source),
      );
  }
};
