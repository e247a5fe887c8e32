import {fieldText} from '../../domain/logs/json-fields.ts';
import {fitLine} from '../../ui/line-text.ts';
import type {Span} from '../../ui/span.ts';

/** Names under which programs put the message, and what a line tells anyway. */
const messageNames = ['msg', 'message', 'event', '@message'];
const knownNames = new Set(['time', 'ts', 'timestamp', '@timestamp', 't', 'level', 'lvl', 'severity']);

type Fields = Readonly<Record<string, unknown>>;

/** A JSON line on one row: its message, then its fields as `name=value`. */
export const fieldSpans = (fields: Fields, wanted: readonly string[]): readonly Span[] => {
  const message = messageNames.find(name => name in fields);
  const names = chosen(fields, wanted).filter(name => name !== message && !isKnown(name, wanted));
  const spans: Span[] = message === undefined ? [] : [{text: fieldText(fields[message]), bold: true}];
  for (const name of names)
    spans.push(
      {text: `${spans.length === 0 ? '' : '  '}${name}=`, tone: 'muted'},
      {text: fieldText(fields[name])},
    );
  return spans;
};

/** Cells of a column, and of one that tells the name of its field as well. */
const columnWidth = 16;
const namedWidth = 24;

/** A JSON line as columns that stand below each other: of the chosen fields the values alone, then the message. */
export const columnSpans = (fields: Fields, wanted: readonly string[]): readonly Span[] => {
  const message = messageNames.find(name => name in fields);
  const names = wanted.length > 0 ? wanted : Object.keys(fields).filter(name => !isKnown(name, wanted));
  const columns = names
    .filter(name => name !== message)
    .flatMap((name): readonly Span[] => {
      const value = name in fields ? fieldText(fields[name]) : '';
      if (wanted.length > 0) return [...fitLine([{text: value}], columnWidth), {text: ' '}];
      return [...fitLine([{text: `${name}=`, tone: 'muted'}, {text: value}], namedWidth), {text: ' '}];
    });
  return message === undefined ? columns : [...columns, {text: fieldText(fields[message]), bold: true}];
};

/** A JSON line with one field a row. */
export const prettyTexts = (fields: Fields, wanted: readonly string[]): readonly (readonly Span[])[] =>
  chosen(fields, wanted).map(name => [{text: `  ${name}: `, tone: 'muted'}, {text: fieldText(fields[name])}]);

const chosen = (fields: Fields, wanted: readonly string[]): readonly string[] =>
  wanted.length === 0 ? Object.keys(fields) : wanted.filter(name => name in fields);

const isKnown = (name: string, wanted: readonly string[]): boolean =>
  wanted.length === 0 && knownNames.has(name.toLowerCase());
