import type {LogListener, LogRange, LogState, ReadLogs} from '../../cluster/read-logs.ts';
import {settingsInContext} from '../../config/context-settings.ts';
import type {Source} from '../../domain/freshness.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {untilKnown} from '../act/until-known.ts';
import type {LogOptions} from '../arguments/log-options.ts';
import {momentMs} from '../arguments/parse-moment.ts';
import type {CommandPorts, Invocation, RunCommand} from '../command.ts';
import type {ExitCode} from '../exit-codes.ts';
import {look} from '../look.ts';
import {plainLine} from '../output/paint.ts';
import {reportDoubts} from '../report-doubts.ts';
import {isKnown} from '../truth.ts';
import {findSubjects} from './find-subjects.ts';
import {createLineWriter} from './line-writer.ts';

const needed: readonly Source[] = ['nodes', 'services', 'tasks'];
/** A manager that lost its leader answers again within this time, or somebody has to look. */
const brokenLimitMs = 25_000;

/** Runs `medianest logs SERVICE|TASK|STACK|NODE...`. */
export const runLogs: RunCommand = async (invocation, ports) => {
  if (invocation.options.logs.follow) return followed(invocation, ports);
  return look(invocation, ports, needed, async ({store, readLogs}) => {
    const isFresh = reportDoubts('logs', store, needed, ports);
    if (!needed.every(source => isKnown(store, source))) return 3;
    const code = await printLogs(invocation, ports, {store, readLogs});
    return code === 0 && !isFresh ? 3 : code;
  });
};

/** A connection that is kept, and moves to another manager when its own dies. */
const followed: RunCommand = async (invocation, ports) => {
  const {options} = invocation;
  const reading = ports.readSettings();
  const {cluster} = await ports.openForActions({
    ...options.endpoint,
    timings: reading.settings.poll,
    standInsOf: context => settingsInContext(reading.settings, context).standIns,
    locked: () => 'logs change nothing',
  });
  try {
    const problem = await untilKnown(cluster.store, options.timeoutMs);
    if (problem === null) return await printLogs(invocation, ports, cluster);
    const hint = problem.hint === '' ? '' : `${plainLine(problem.hint)}\n`;
    ports.err(`medianest logs: ${plainLine(problem.message)}\n${hint}`);
    return 3;
  } finally {
    cluster.close();
  }
};

interface Logs {
  readonly store: ClusterStore;
  readonly readLogs: ReadLogs;
}

const printLogs = async (
  {operands, options}: Invocation,
  ports: CommandPorts,
  {store, readLogs}: Logs,
): Promise<ExitCode> => {
  const found = findSubjects(store, operands);
  if (found.kind === 'problem') {
    ports.err(`medianest logs: ${plainLine(found.message)}\n`);
    return 1;
  }
  const writer = createLineWriter(options, store, ports);
  const limitMs = options.timeoutMs ?? brokenLimitMs;
  const end = await new Promise<'done' | 'broken' | 'endless'>(resolve => {
    let giveUp: NodeJS.Timeout | undefined;
    const onState: LogListener['onState'] = state => {
      clearTimeout(giveUp);
      if (state.kind === 'done') settle('done');
      // Somebody follows: then it is waited for as long as it takes.
      else if (!options.logs.follow && isWaiting(state)) giveUp = setTimeout(() => settle('broken'), limitMs);
    };
    const settle = (how: 'done' | 'broken' | 'endless') => {
      clearTimeout(giveUp);
      reading.close();
      resolve(how);
    };
    const reading = readLogs(found.wish, rangeOf(options.logs, ports.nowMs()), {
      onLines(lines) {
        writer.write(lines);
        if (writer.isEndless) settle('endless');
      },
      onState,
    });
    onState(reading.state);
  });
  if (end === 'endless') {
    const {source = ''} = options.logs.grep ?? {};
    ports.err(`medianest logs: --grep ${plainLine(source)} takes too long on a line; write it more simply\n`);
    return 2;
  }
  return end === 'broken' || writer.hasFaults ? 3 : 0;
};

const isWaiting = ({kind}: LogState): boolean => kind === 'broken' || kind === 'loading';

const rangeOf = ({follow, tail, since, until}: LogOptions, nowMs: number): LogRange => ({
  follow,
  tail,
  ...(since === null ? {} : {since: {timeMs: momentMs(since, nowMs), nanos: 0}}),
  ...(until === null ? {} : {untilMs: momentMs(until, nowMs)}),
});
