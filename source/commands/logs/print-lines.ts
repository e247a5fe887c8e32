import {type LogLevel, levelOf} from '../../domain/logs/level.ts';
import {lineFields} from '../../domain/logs/line-fields.ts';
import {type SgrLook, sgrRuns, withoutEscapes} from '../../domain/logs/sgr.ts';
import {exactTime, lineTimeText} from '../../domain/logs/time-text.ts';
import type {LogLine} from '../../domain/model/index.ts';
import type {LogLabel} from '../../store/logs/log-labels.ts';
import type {LogOptions} from '../arguments/log-options.ts';
import {safeJson} from '../output/json.ts';
import {plainLine} from '../output/paint.ts';

/** How lines are written. */
export interface LinePrinter {
  line(line: LogLine, text: string, label: LogLabel): string;
  /** Between lines from which others were left out. */
  readonly apart: string;
}

/** Ones that are readable on light and on dark backgrounds; red stays for errors. */
const tints = [36, 32, 35, 34, 33, 96, 92, 95];
const levelColors: Readonly<Partial<Record<LogLevel, string>>> = {
  trace: '2',
  debug: '2',
  warn: '33',
  error: '31',
  fatal: '1;31',
};

/** Lines for people. What would act on a terminal is taken out; colours are kept where there are colours. */
export const textPrinter = (
  {timestamps}: LogOptions,
  hasColor: boolean,
  nowMs: () => number,
): LinePrinter => ({
  apart: '--\n',
  line(line, text, label) {
    const time = plainTime(lineTimeText(line.timeMs, timestamps, nowMs()));
    const who = plainLine(label.node === '' ? label.task : `${label.task}@${label.node}`);
    if (!hasColor) return `${time}${who} | ${plainLine(withoutEscapes(text))}\n`;
    const tint = tints[label.tint % tints.length] ?? 36;
    return `\u001B[2m${time}\u001B[0m\u001B[${tint}m${who}\u001B[0m | ${painted(text)}\n`;
  },
});

const plainTime = (time: string): string => (time === '' ? '' : `${time} `);

const painted = (text: string): string => {
  const runs = sgrRuns(text);
  const isColored = runs.some(({look}) => Object.keys(look).length > 0);
  if (isColored) return runs.map(run => inLook(plainLine(run.text), run.look)).join('');
  const plain = plainLine(withoutEscapes(text));
  const level = levelOf(plain);
  const color = level === null ? undefined : levelColors[level];
  return color === undefined ? plain : `\u001B[${color}m${plain}\u001B[0m`;
};

const inLook = (text: string, look: SgrLook): string => {
  const parts = [
    ...(look.bold ? ['1'] : []),
    ...(look.dim ? ['2'] : []),
    ...(look.italic ? ['3'] : []),
    ...(look.underline ? ['4'] : []),
    ...(look.inverse ? ['7'] : []),
    ...colorParts(look.foreground, 38),
    ...colorParts(look.background, 48),
  ];
  return parts.length === 0 ? text : `\u001B[${parts.join(';')}m${text}\u001B[0m`;
};

const colorParts = (color: SgrLook['foreground'], layer: 38 | 48): readonly string[] => {
  if (color === undefined) return [];
  if (color.kind === 'rgb') return [`${layer};2;${color.red};${color.green};${color.blue}`];
  // The first sixteen have codes of their own, which every terminal knows.
  if (color.kind === 'palette') return [`${layer};5;${color.index}`];
  const base = layer === 38 ? 30 : 40;
  return [String(color.index < 8 ? base + color.index : base + 60 + color.index - 8)];
};

/** One JSON object a line; what the line itself says as JSON stands in `fields`. */
export const jsonPrinter = (): LinePrinter => ({
  apart: '',
  line(line, text, {service, task, slot, node}) {
    const plain = withoutEscapes(text);
    const written = line.stream === 'stdout' || line.stream === 'stderr';
    return `${safeJson({
      time: exactTime(line.timeMs, line.nanos),
      stream: line.stream,
      service,
      task,
      taskId: line.origin.taskId,
      slot,
      node,
      level: written ? levelOf(plain) : null,
      text: plain,
      ...(written ? fieldsOf(plain) : {}),
    })}\n`;
  },
});

const fieldsOf = (text: string): {readonly fields?: unknown} => {
  const fields = lineFields(text);
  return fields === null ? {} : {fields};
};
