import {levelOf} from '../../domain/logs/level.ts';
import {lineFields} from '../../domain/logs/line-fields.ts';
import {sgrRuns, withoutEscapes} from '../../domain/logs/sgr.ts';
import {lineTimeText} from '../../domain/logs/time-text.ts';
import type {LogLine} from '../../domain/model/index.ts';
import type {LogLabel} from '../../store/logs/log-labels.ts';
import {textOf} from '../../store/logs/log-segment.ts';
import {dropLine, fitLine, lineWidth} from '../../ui/line-text.ts';
import type {Line, Span} from '../../ui/span.ts';
import {findMatches, highlight, layoutText, normaliseLine} from '../../ui/text-layout.ts';
import {columnSpans, fieldSpans, prettyTexts} from './json-lines.ts';
import {type LogLook, levelTones, taskColors} from './log-look.ts';

/** More of a line than fits many screens is not laid out: a line of a MiB must not hold the screen up. */
const longestShown = 8_192;
const clockFrom = 11;

/** The rows of one line of a log, each as wide as it may be. */
export const rowsOfLine = (
  line: LogLine,
  label: LogLabel,
  {width, look, nowMs}: {readonly width: number; readonly look: LogLook; readonly nowMs: number},
): readonly Line[] => {
  const head = headOf(line, label, look, nowMs);
  const texts = textsOf(line, look);
  const lines = texts.map((text, index): Line => {
    const found = look.highlight === null ? text : highlighted(text, look.highlight);
    return index === 0 ? [...head, ...found] : [{text: ' '.repeat(lineWidth(head))}, ...found];
  });
  if (look.wrap) return layoutText(lines, width).map(row => row.line);
  return lines.map(each => cutTo(dropLine(normaliseLine(each), look.left), width));
};

const cutTo = (line: Line, width: number): Line => (lineWidth(line) > width ? fitLine(line, width) : line);

const headOf = (line: LogLine, label: LogLabel, look: LogLook, nowMs: number): readonly Span[] => {
  const full = lineTimeText(line.timeMs, look.time, nowMs);
  // The day is told where it is not today's alone.
  const time = look.time === 'local' || look.time === 'utc' ? full.slice(clockFrom) : full;
  const who = label.node === '' ? label.task : `${label.task}@${label.node}`;
  return [
    ...(time === '' ? [] : [{text: `${time} `, tone: 'muted' as const}]),
    ...(look.withTask && who !== '' ? [{text: `${who} `, own: taskColor(label.tint)}] : []),
  ];
};

/** Made once, so that spans of one colour are the same. */
const ownColors = Array.from({length: 16}, (_, index) => ({foreground: {kind: 'ansi' as const, index}}));

/** The colour of a task, the same wherever it is named. */
export const taskColor = (tint: number) => ownColors[taskColors[tint % taskColors.length] ?? 6] ?? {};

const remarks = {
  fault: {glyph: '✖ ', tone: 'critical'},
  gap: {glyph: '┄ ', tone: 'warning'},
  note: {glyph: '─ ', tone: 'info'},
} as const;

const textsOf = (line: LogLine, look: LogLook): readonly Line[] => {
  const whole = textOf(line.text.subarray(0, longestShown));
  const left = line.text.length - longestShown;
  const text = left > 0 ? `${whole} … ${left} bytes more` : whole;
  if (line.stream !== 'stdout' && line.stream !== 'stderr') {
    const {glyph, tone} = remarks[line.stream];
    return [[{text: `${glyph}${withoutEscapes(text)}`, tone}]];
  }
  const fields = look.json === 'raw' ? null : lineFields(text);
  if (fields !== null) {
    if (look.json === 'fields') return [fieldSpans(fields, look.fields)];
    if (look.json === 'columns') return [columnSpans(fields, look.fields)];
    return [fieldSpans(fields, ['msg', 'message', 'event']), ...prettyTexts(fields, look.fields)];
  }
  return [programSpans(text, line.stream === 'stderr')];
};

/** The program's own colours; where it gave none, those of the level. */
const programSpans = (text: string, isError: boolean): Line => {
  const runs = sgrRuns(text);
  const isColored = runs.some(({look}) => Object.keys(look).length > 0);
  if (isColored) return runs.map(({text: part, look: own}) => ({text: part, own}));
  const level = levelOf(withoutEscapes(text));
  const tone = level === null ? (isError ? 'strong' : 'text') : levelTones[level];
  return runs.map(run => ({text: run.text, tone}));
};

const highlighted = (line: Line, expression: RegExp): Line => {
  const plain = normaliseLine(line);
  const matches = findMatches([plain], expression);
  return matches.length === 0 ? line : highlight(plain, matches, null);
};
