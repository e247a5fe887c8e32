import type {TimelineEntry, TimelineSeverity} from '../../domain/timeline/entry.ts';
import type {Level} from '../../domain/verdict.ts';
import type {TimelineQuery, TimelineSpan, TimelineStore} from '../../store/timeline/timeline-store.ts';
import {momentMs} from '../arguments/parse-moment.ts';
import type {CommandPorts, Invocation, RunCommand} from '../command.ts';
import type {ExitCode} from '../exit-codes.ts';
import {look} from '../look.ts';
import {safeJson} from '../output/json.ts';
import {createPaint, plainLine} from '../output/paint.ts';
import {textTable} from '../output/text-table.ts';
import {readEntries} from './read-entries.ts';

/** So many of the newest are printed where no range was asked for. */
const defaultLast = 200;

/** Runs `medianest timeline [OBJECT]`: what consoles on this machine saw of the swarm that is connected. */
export const runTimeline: RunCommand = (invocation, ports) =>
  look(invocation, ports, ['engine'], async ({store}) => {
    const clusterId = store.engineInfo?.clusterId ?? null;
    if (clusterId === null) {
      const why = store.connection.trouble?.message ?? 'this engine does not say which swarm it is of';
      ports.err(`medianest timeline: ${plainLine(why)}\nAsk a manager of the swarm.\n`);
      return 3;
    }
    const timeline = await ports.openTimeline(clusterId);
    try {
      return await print(invocation, ports, timeline);
    } finally {
      timeline.close();
    }
  });

const print = async (
  {operands, options}: Invocation,
  ports: CommandPorts,
  timeline: TimelineStore,
): Promise<ExitCode> => {
  const object = operands[0] ?? null;
  const {last} = options.timeline;
  const nowMs = ports.nowMs();
  const query = queryOf(options, nowMs);
  const {sinceMs, untilMs} = query;
  const isRange = sinceMs !== undefined || untilMs !== undefined;
  const most = last ?? (isRange ? Number.POSITIVE_INFINITY : defaultLast);
  const entries = await readEntries(timeline, query, {object, most});
  const fromMs = sinceMs ?? entries[0]?.timeMs ?? nowMs;
  const gaps = await timeline.gaps({fromMs, toMs: untilMs ?? nowMs});
  const {keeping} = timeline;
  // A file that cannot be read and one in which nothing stands are not the same.
  if (keeping.kind === 'memory') {
    ports.err(`medianest timeline: ${plainLine(keeping.reason)}\n`);
    return 3;
  }
  if (options.format === 'json') {
    ports.out(`${safeJson({entries: entries.map(entryJson), gaps: gaps.map(gapJson)}, 2)}\n`);
    return entries.length === 0 && object !== null ? 1 : 0;
  }
  if (entries.length === 0) {
    const what = object === null ? 'Nothing that fits' : `Nothing about "${plainLine(object)}" that fits`;
    ports.out(`${what} was recorded. Consoles on this machine record while they are open.\n`);
    return object === null ? 0 : 1;
  }
  ports.out(await asTable(entries, gaps, invocationLook(options, ports)));
  return 0;
};

const queryOf = (
  {timeline: {kinds, least}, logs: {since, until}}: Invocation['options'],
  nowMs: number,
): Omit<TimelineQuery, 'limit' | 'before'> => ({
  ...(since === null ? {} : {sinceMs: momentMs(since, nowMs)}),
  ...(until === null ? {} : {untilMs: momentMs(until, nowMs)}),
  ...(kinds.length === 0 ? {} : {kinds}),
  ...(least === null ? {} : {least}),
});

const invocationLook = ({color}: Invocation['options'], ports: CommandPorts) => ({
  columns: ports.terminal.columns,
  paint: createPaint(color),
});

const entryJson = ({timeMs, ...entry}: TimelineEntry) => ({time: new Date(timeMs).toISOString(), ...entry});

const gapJson = ({fromMs, toMs}: TimelineSpan) => ({
  from: new Date(fromMs).toISOString(),
  to: new Date(toMs).toISOString(),
});

const levels: Readonly<Record<TimelineSeverity, Level | undefined>> = {
  info: undefined,
  good: 'ok',
  warning: 'warning',
  critical: 'critical',
};
const glyphs: Readonly<Record<TimelineSeverity, string>> = {
  info: '·',
  good: '●',
  warning: '▲',
  critical: '✖',
};

const asTable = (
  entries: readonly TimelineEntry[],
  gaps: readonly TimelineSpan[],
  {columns, paint}: ReturnType<typeof invocationLook>,
): Promise<string> => {
  const titles = ['TIME', 'KIND', 'WHAT', 'WHY'].map(title => ({title, gives: title === 'WHY'}));
  const rows = [
    ...entries.map(entry => ({timeMs: entry.timeMs, cells: entryCells(entry)})),
    ...gaps.map(gap => ({timeMs: gap.toMs, cells: gapCells(gap)})),
  ].sort((a, b) => a.timeMs - b.timeMs);
  return textTable(
    titles,
    rows.map(({cells}) => cells),
    columns,
    paint,
  );
};

const entryCells = ({timeMs, severity, kind, title, detail, isLate}: TimelineEntry) => {
  const level = levels[severity];
  const look = level === undefined ? {} : {level};
  return [
    {text: `${timeText(timeMs)}${isLate ? '~' : ''}`},
    {text: `${glyphs[severity]} ${kind}`, ...look},
    {text: plainLine(title), ...look},
    {text: plainLine(detail)},
  ];
};

const gapCells = ({fromMs, toMs}: TimelineSpan) => [
  {text: timeText(toMs)},
  {text: '╌ gap', level: 'unknown' as const},
  {text: `nothing was recorded since ${timeText(fromMs)}`, level: 'unknown' as const},
  {text: 'no console looked, or none was connected'},
];

/** To the second, in UTC, as logs and journal have it. */
const timeText = (timeMs: number): string => new Date(timeMs).toISOString().replace(/\.\d+Z$/, 'Z');
