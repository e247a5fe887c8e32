import type {JournalRecord} from '../../actions/journal/record.ts';
import type {ReportedAction} from '../../domain/incident/incident-report.ts';

/** A record of the journal as a report tells it. */
export const reportedAction = (record: JournalRecord): ReportedAction => {
  const {startedAt, title, who, result, durationMs, commands} = record;
  const from = who.sshConnection.split(' ')[0] ?? '';
  return {
    startedMs: Date.parse(startedAt),
    title,
    who: `${who.sudoUser === '' ? who.user : `${who.sudoUser} as ${who.user}`}${from === '' ? '' : ` from ${from}`}`,
    result: result.message === '' ? result.kind : `${result.kind}: ${result.message}`,
    durationMs,
    commands,
  };
};
