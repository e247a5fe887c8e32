import {isSameActor} from '../../../actions/journal/actor.ts';
import {lastUndoable} from '../../../actions/journal/journal.ts';
import type {JournalRecord} from '../../../actions/journal/record.ts';
import {presentItem} from '../../acting/progress-dialog.ts';
import type {ConsoleModel} from '../../console-model.ts';
import {goToList} from '../going.ts';
import {showRollout} from './rollouts.ts';

/** `z`, `:undo`, `:undo ID`: takes the last action of this person back, after showing the plan of that. */
export const undo = async (model: ConsoleModel, argument: string): Promise<void> => {
  const {runner} = model.acting;
  const cluster = model.cluster.store.engineInfo?.clusterId ?? null;
  const records = runner.journal.list();
  const wanted = argument.trim();
  const record =
    wanted === ''
      ? lastUndoable(records, cluster, ({who}) => isSameActor(who, runner.who))
      : (records.find(({id}) => id === wanted || (wanted.length >= 4 && id.startsWith(wanted))) ?? null);
  const unfinished = wanted === '' ? goingOn(model, record) : null;
  if (unfinished !== null) return model.tell(unfinished, 'warning');
  const problem = record === null ? nothing(wanted) : whyNot(record, cluster);
  if (record === null || record.undo === null || problem !== null)
    return model.tell(unreadable(model) ?? problem ?? 'it cannot be taken back', 'warning');
  await model.act({kind: 'undo', of: record.id, title: record.title, step: record.undo});
};

/** What was begun after that, and can be taken back once it has ended. */
const goingOn = (model: ConsoleModel, before: JournalRecord | null): string | null => {
  const batch = model.acting.batches
    .all()
    .findLast(({endedMs, items}) => endedMs === null && items.some(({plan}) => plan.undo !== null));
  if (batch === undefined || (before !== null && Date.parse(before.startedAt) > batch.startedMs)) return null;
  const title = presentItem(batch)?.plan.title ?? '';
  return `"${title}" still goes on; it can be taken back when it has ended`;
};

const nothing = (wanted: string): string =>
  wanted === ''
    ? 'the journal has nothing of yours in this swarm to take back; @ shows it'
    : `the journal has no action "${wanted}"`;

const whyNot = ({title, undo: step, where}: JournalRecord, cluster: string | null): string | null => {
  if (step === null) return `"${title}" cannot be taken back`;
  return where.cluster === cluster ? null : `"${title}" was done in another swarm (context ${where.context})`;
};

/** `@`, `:journal`. */
export const openJournal = (model: ConsoleModel, argument: string): void => {
  model.reloadJournal();
  goToList(model, 'journal', argument);
  const fault = unreadable(model);
  if (fault !== null) model.tell(fault, 'warning');
};

const unreadable = (model: ConsoleModel): string | null => {
  const fault = model.acting.runner.journal.readFault();
  return fault === null ? null : `the journal cannot be read: ${fault}`;
};

/** `a`: a rollout that began elsewhere; the progress of the action that was begun last, and of those before it in turn. */
export const openRunning = (model: ConsoleModel): void => {
  const begun = model.begun.all().at(-1);
  if (begun !== undefined) return showRollout(model, {kind: 'service', id: begun.service, name: begun.name});
  const batches = model.acting.batches.all();
  const failed = batches.find(({endedMs}) => endedMs !== null);
  const wanted = failed ?? batches.at(-1);
  if (wanted === undefined) return model.tell('no action is going on; @ shows those that have ended');
  model.acting.watch(wanted.id);
};
