import {maskValue} from '../../domain/masking/masking.ts';
import {toLine} from '../../ui/line-text.ts';
import type {Line, Span} from '../../ui/span.ts';
import {shownAt} from '../json.ts';

/** What a field may show; null is unknown, which is never the same as none. */
export type Value = string | Span | Line | null;

const labelCells = 18;

const valueLine = (value: Value): Line =>
  value === null ? [{text: 'unknown', tone: 'unknown'}] : toLine(value);

/** A label and its value. */
export const field = (label: string, value: Value): Line => [
  {text: `  ${label.padEnd(labelCells)} `, tone: 'muted'},
  ...valueLine(value),
];

/** A field that is left out when it is empty, because the engine's default holds then. */
export const optional = (label: string, value: string): readonly Line[] =>
  value === '' ? [] : [field(label, value)];

/** A label with one value a line; `none` says that there is none. */
export const fields = (label: string, values: readonly Value[]): readonly Line[] =>
  values.length === 0
    ? [field(label, {text: 'none', tone: 'muted'})]
    : values.map((value, index) => field(index === 0 ? label : '', value));

/** The same, left out when there is none. */
export const optionalFields = (label: string, values: readonly Value[]): readonly Line[] =>
  values.length === 0 ? [] : fields(label, values);

/** Lines under a heading, set off by an empty line; nothing when there are none. */
export const section = (title: string, lines: readonly Line[]): readonly Line[] =>
  lines.length === 0 ? [] : [[], [{text: title, tone: 'title', bold: true}], ...lines];

/** Labels, sorted; the values of those that look like secrets are masked. */
export const labelLines = (title: string, labels: Readonly<Record<string, unknown>>): readonly Line[] =>
  section(
    title,
    Object.keys(labels)
      .sort()
      .map(name => [
        {text: `  ${name}`, tone: 'accent'},
        {text: `=${maskValue(name, shownAt(labels, name))}`},
      ]),
  );

/** First line of every page. */
export const pageTitle = (kind: string, name: string): Line => [
  {text: `${kind} `, tone: 'muted'},
  {text: name, tone: 'strong', bold: true},
];

/**
 * What is said in place of the engine's own JSON while it is missing: null, it is still asked for; an error, it could
 * not be had.
 */
export const missingLines = (raw: unknown, isKnown: boolean): readonly Line[] => {
  if (raw instanceof Error) {
    const hint = 'hint' in raw && typeof raw.hint === 'string' ? raw.hint : '';
    return [
      [],
      [{text: `✖ The engine gave no details: ${raw.message}`, tone: 'critical'}],
      ...(hint === '' ? [] : [[{text: `  ${hint}`, tone: 'muted'} as const]]),
    ];
  }
  if (raw !== null && raw !== undefined) return [];
  return isKnown
    ? [[], [{text: '◐ Asking the engine for the details …', tone: 'info'}]]
    : [
        [],
        [
          {
            text: '? It is not in the lists of this cluster: it may be gone, or known to another engine only.',
            tone: 'unknown',
          },
        ],
      ];
};
