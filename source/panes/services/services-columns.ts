import {naturalCompareKey} from '../../domain/natural-key.ts';
import {formatReplicas} from '../../domain/replicas-text.ts';
import type {ServiceSummary} from '../../domain/summaries.ts';
import {levels} from '../../domain/verdict.ts';
import type {Column} from '../../ui/column.ts';
import type {Line, Span} from '../../ui/span.ts';
import {ageColumn, alarmTone, nameColumn} from '../columns.ts';
import {levelLooks, lookSpan, updateLook} from '../glyphs.ts';
import {healthCell} from '../health-cell.ts';
import {shortImage} from '../images.ts';
import {portsInWords} from '../ports.ts';

const modeWords = {
  replicated: 'replicated',
  global: 'global',
  'replicated-job': 'replicated job',
  'global-job': 'global job',
} as const;

/** The truthful count, with what only looks alive set apart: `2/3 (+1 on dead node-4)`. */
export const runningCell = ({service, replicas, health}: ServiceSummary): Line => {
  const text = formatReplicas(replicas, service.mode.kind);
  const aside = text.indexOf(' (');
  // Once a task is replaced, what its dead node claims is only worth a note.
  const isShort = replicas.running < replicas.desired;
  // A full count is well in itself; what else is wrong stands under HEALTH.
  const tone = health.level === 'ok' || !isShort ? 'text' : levelLooks[health.level].tone;
  if (aside < 0) return [{text, tone}];
  return [
    {text: text.slice(0, aside), tone},
    {text: text.slice(aside), tone: isShort && replicas.onDeadNodes.length > 0 ? 'critical' : 'muted'},
  ];
};

/** State of the rollout that the engine remembers, with its progress while it goes on. */
export const updateCell = ({service, replicas}: ServiceSummary): Span => {
  if (service.update === null) return {text: ''};
  const span = lookSpan(updateLook(service.update));
  return service.update.state === 'updating'
    ? {...span, text: `${span.text} ${replicas.running}/${replicas.desired}`}
    : span;
};

export const servicesColumns: readonly Column<ServiceSummary>[] = [
  nameColumn(
    row => row.service.name,
    {min: 12, max: 40},
    row => alarmTone(row.health.level),
  ),
  {
    id: 'mode',
    title: 'MODE',
    min: 6,
    max: 14,
    priority: 6,
    sortLetter: 'm',
    cell: row => modeWords[row.service.mode.kind],
    sortKey: row => row.service.mode.kind,
  },
  {
    id: 'running',
    title: 'RUNNING',
    min: 7,
    max: 48,
    priority: 1,
    sortLetter: 'r',
    cell: runningCell,
    // What is missing most comes first.
    sortKey: ({replicas}) => replicas.running - replicas.desired,
  },
  {
    id: 'image',
    title: 'IMAGE',
    min: 10,
    max: 40,
    priority: 5,
    sortLetter: 'i',
    cell: row => shortImage(row.service.image),
    sortKey: row => naturalCompareKey(shortImage(row.service.image)),
  },
  {
    id: 'update',
    title: 'UPDATE',
    min: 10,
    max: 22,
    priority: 4,
    sortLetter: 'u',
    cell: updateCell,
    sortKey: row => row.service.update?.state ?? '',
  },
  {
    id: 'health',
    title: 'HEALTH',
    min: 26,
    max: 60,
    priority: 2,
    sortLetter: 'h',
    cell: healthCell,
    sortKey: row => -levels.indexOf(row.health.level),
  },
  {
    id: 'ports',
    title: 'PORTS',
    min: 8,
    max: 32,
    priority: 7,
    sortLetter: 'p',
    cell: row => portsInWords(row.service.ports),
    sortKey: row => row.service.ports[0]?.published ?? 0,
  },
  ageColumn(row => row.service.createdAtMs, 3),
];
