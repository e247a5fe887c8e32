import {exitCodeInWords} from '../../domain/exit-codes.ts';
import {maskVariable} from '../../domain/masking/masking.ts';
import type {Container} from '../../domain/model/index.ts';
import type {Line} from '../../ui/span.ts';
import {containerStateCell} from '../containers/containers-pane.ts';
import {containerHealthLooks, lookSpan} from '../glyphs.ts';
import {isTrueAt, listAt, numberAt, recordAt, textAt, textsAt, timeAt, valueAt} from '../json.ts';
import type {Describe} from '../pane.ts';
import {bytesInWords, cpusInWords, timeInWords} from '../quantities.ts';
import {field, labelLines, missingLines, optional, optionalFields, pageTitle, section} from './page.ts';
import {commandInWords} from './spec-lines.ts';
import {timeAndAge} from './state-lines.ts';

const listedLines = (container: Container, nowMs: number): readonly Line[] =>
  section('Container', [
    field('State', containerStateCell(container)),
    field('Health', lookSpan(containerHealthLooks[container.health])),
    field('Image', container.image),
    ...optionalFields('Ports', container.ports),
    ...optional('Task', container.taskId ?? ''),
    ...optional('Service', container.serviceId ?? ''),
    field('ID', container.id),
    field('Created', timeAndAge(container.createdAtMs, nowMs)),
  ]);

/** What only the container's own engine knows of how it started and ended. */
const runLines = (raw: unknown, nowMs: number): readonly Line[] => {
  const exitCode = numberAt(raw, 'State', 'ExitCode');
  const hasFinished = timeAt(raw, 'State', 'FinishedAt') !== null && !isTrueAt(raw, 'State', 'Running');
  return section('Run', [
    ...(isTrueAt(raw, 'State', 'OOMKilled')
      ? [field('Out of memory', {text: '✖ yes: the kernel killed it', tone: 'critical'})]
      : []),
    ...optional('Exit code', hasFinished && exitCode !== null ? exitCodeInWords(exitCode) : ''),
    ...optional('Error', textAt(raw, 'State', 'Error')),
    ...optional('Started', timeAndAge(timeAt(raw, 'State', 'StartedAt'), nowMs) ?? ''),
    ...optional('Finished', hasFinished ? (timeAndAge(timeAt(raw, 'State', 'FinishedAt'), nowMs) ?? '') : ''),
    ...optional('Restarts', String(numberAt(raw, 'RestartCount') || '')),
    ...optional(
      'Command',
      commandInWords([...textsAt(raw, 'Config', 'Entrypoint'), ...textsAt(raw, 'Config', 'Cmd')]),
    ),
    ...optional('User', textAt(raw, 'Config', 'User')),
  ]);
};

/** The last results of the health check, newest first, with what it printed. */
const healthLines = (raw: unknown): readonly Line[] => {
  const health = valueAt(raw, 'State', 'Health');
  const streak = numberAt(health, 'FailingStreak') ?? 0;
  const results = [...listAt(health, 'Log')].reverse();
  return section('Health check', [
    ...optional('Failing in a row', streak > 0 ? String(streak) : ''),
    ...results.flatMap(result => {
      const startedMs = timeAt(result, 'Start');
      const code = numberAt(result, 'ExitCode');
      const output = textAt(result, 'Output').trim();
      const outcome =
        code === 0 ? 'passed' : code === null ? 'no result' : `failed, ${exitCodeInWords(code)}`;
      return [
        field(startedMs === null ? 'unknown time' : timeInWords(startedMs).slice(11), {
          text: outcome,
          tone: code === 0 ? 'text' : 'critical',
        }),
        ...output
          .split('\n', 3)
          .filter(line => line !== '')
          .map(line => field('', {text: line, tone: 'muted'})),
      ];
    }),
  ]);
};

const hostLines = (raw: unknown): readonly Line[] => {
  const nanoCpus = numberAt(raw, 'HostConfig', 'NanoCpus') ?? 0;
  const memoryBytes = numberAt(raw, 'HostConfig', 'Memory') ?? 0;
  const limits = [
    ...(nanoCpus > 0 ? [`${cpusInWords(nanoCpus)} CPUs`] : []),
    ...(memoryBytes > 0 ? [`${bytesInWords(memoryBytes)} memory`] : []),
  ];
  return section('Resources', [
    field('Limits', limits.join(', ') || {text: 'none', tone: 'muted'}),
    ...optional('Restart policy', textAt(raw, 'HostConfig', 'RestartPolicy', 'Name')),
  ]);
};

const attachmentLines = (raw: unknown): readonly Line[] => [
  ...section(
    'Networks',
    Object.entries(recordAt(raw, 'NetworkSettings', 'Networks')).map(([name, network]) =>
      field(name, textAt(network, 'IPAddress') || {text: 'no address', tone: 'muted'}),
    ),
  ),
  ...section(
    'Mounts',
    listAt(raw, 'Mounts').map(mount => {
      const source = textAt(mount, 'Name') || textAt(mount, 'Source');
      const mode = valueAt(mount, 'RW') === false ? ' (read-only)' : '';
      return field(textAt(mount, 'Type'), `${source} → ${textAt(mount, 'Destination')}${mode}`);
    }),
  ),
];

/** A container of the connected engine. */
export const describeContainer: Describe = ({object, store, raw, nowMs}) => {
  const container = store.table('containers').get(object.id);
  const labels = container?.labels ?? recordAt(raw, 'Config', 'Labels');
  const isTold = raw !== null && !(raw instanceof Error);
  return [
    pageTitle('container', container?.name ?? object.name),
    ...(container === undefined ? [] : listedLines(container, nowMs)),
    ...missingLines(raw, container !== undefined),
    ...(isTold
      ? [
          ...runLines(raw, nowMs),
          ...healthLines(raw),
          ...hostLines(raw),
          ...attachmentLines(raw),
          ...section(
            'Environment',
            textsAt(raw, 'Config', 'Env').map(one => [{text: `  ${maskVariable(one)}`}]),
          ),
        ]
      : []),
    ...labelLines('Labels', labels),
  ];
};
