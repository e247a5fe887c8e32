import type {JournalRecord} from '../../actions/journal/record.ts';
import type {RunCommand} from '../command.ts';
import {safeJson} from '../output/json.ts';
import {createPaint, plainLine} from '../output/paint.ts';
import {textTable} from '../output/text-table.ts';

/** Runs `medianest journal`. */
export const runJournal: RunCommand = async ({options}, ports) => {
  const journal = await ports.readJournal();
  const fault = journal.readFault();
  if (fault !== null) {
    ports.err(`medianest journal: it cannot be read: ${plainLine(fault)}\n`);
    return 3;
  }
  const records = journal.list();
  if (options.format === 'json') {
    ports.out(`${safeJson(records, 2)}\n`);
    return 0;
  }
  if (records.length === 0) {
    ports.out('Nothing was done with MediaNest on this machine yet.\n');
    return 0;
  }
  const columns = ['ID', 'WHEN', 'WHO', 'CONTEXT', 'ACTION', 'RESULT', 'SECONDS', 'SAME AS'].map(title => ({
    title,
    gives: title === 'SAME AS' || title === 'RESULT',
  }));
  const cells = records.map(record => rowOf(record).map(text => ({text: plainLine(text)})));
  ports.out(await textTable(columns, cells, ports.terminal.columns, createPaint(options.color)));
  return 0;
};

const rowOf = ({id, startedAt, who, where, title, result, durationMs, commands}: JournalRecord) => [
  id,
  startedAt.replace(/\.\d+Z$/, 'Z'),
  [who.sudoUser === '' ? who.user : `${who.sudoUser} as ${who.user}`, who.sshConnection.split(' ')[0] ?? '']
    .filter(word => word !== '')
    .join(' from '),
  where.context,
  title,
  result.message === '' ? result.kind : `${result.kind}: ${result.message}`,
  durationMs === null ? '-' : (durationMs / 1_000).toFixed(1),
  commands.join(' && '),
];
