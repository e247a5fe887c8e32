import type {ActingProcess, ActionPlace, Actor, JournalRecord} from './record.ts';

/** Who writes records, and where what they tell of is done. */
interface RecordKeeper {
  readonly newId: () => string;
  readonly who: Actor;
  readonly where: () => ActionPlace;
  readonly process?: ActingProcess;
}

type About = Pick<
  JournalRecord,
  'title' | 'action' | 'object' | 'steps' | 'risk' | 'warnings' | 'commands' | 'undo' | 'undoOf'
>;

/** The record of what begins now. */
export function startedRecord(keeper: RecordKeeper, startedMs: number, about: About): JournalRecord {
  const {undo, undoOf, ...what} = about;
  return {
    id: keeper.newId(),
    startedAt: new Date(startedMs).toISOString(),
    endedAt: null,
    durationMs: null,
    who: keeper.who,
    where: keeper.where(),
    ...(keeper.process === undefined ? {} : {process: keeper.process}),
    ...what,
    result: {kind: 'started', message: ''},
    undo,
    undoOf,
  };
}

/** The record of what was wanted and not done. */
export function turnedDownRecord(
  keeper: RecordKeeper,
  nowMs: number,
  about: Pick<About, 'title' | 'action' | 'object' | 'risk' | 'undoOf'>,
  result: JournalRecord['result'],
): JournalRecord {
  const {title, action, object, risk, undoOf} = about;
  const record = startedRecord(keeper, nowMs, {
    title,
    action,
    object,
    steps: [],
    risk,
    warnings: [],
    commands: [],
    undo: null,
    undoOf,
  });
  return {...record, endedAt: record.startedAt, durationMs: 0, result};
}
