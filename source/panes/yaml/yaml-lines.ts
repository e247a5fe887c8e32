import {stringify} from 'yaml';
import {maskedSpec} from '../../domain/masking/masked-spec.ts';
import type {Line, Span} from '../../ui/span.ts';
import {configText} from '../config-data.ts';
import {recordAt, valueAt} from '../json.ts';

const keyLine = /^(\s*(?:- )*)((?:[^\s'"#[{][^:#]*|"(?:[^"\\]|\\.)*"|'[^']*')):(?: (.*))?$/;
const itemLine = /^(\s*(?:- )+)(.*)$/;

/** Numbers, booleans and null stand out; everything else is a string. Tones of state would claim a state. */
const scalar = (text: string): Span => {
  if (/^(true|false|null|~)$/.test(text)) return {text, tone: 'strong'};
  if (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return {text, tone: 'strong'};
  return /^(\{\}|\[\])$/.test(text) ? {text, tone: 'muted'} : {text, tone: 'text'};
};

const indentOf = (text: string): number => text.length - text.trimStart().length;

const colouredLine = (text: string): Line => {
  const found = keyLine.exec(text);
  if (found !== null) {
    const [, lead = '', key = '', value] = found;
    const head: Line = [{text: lead}, {text: key, tone: 'accent'}, {text: ':'}];
    return value === undefined ? head : [...head, {text: ' '}, scalar(value)];
  }
  const item = itemLine.exec(text);
  if (item !== null) return [{text: item[1] ?? ''}, scalar(item[2] ?? '')];
  return [scalar(text)];
};

/** YAML as lines with keys, strings, numbers and words told apart; texts of several lines are left as they are. */
export const colouredYaml = (yaml: string): readonly Line[] => {
  const lines: Line[] = [];
  let blockIndent: number | null = null;
  for (const text of yaml.replace(/\n$/, '').split('\n')) {
    if (blockIndent !== null && (text.trim() === '' || indentOf(text) > blockIndent)) {
      lines.push([{text, tone: 'text'}]);
      continue;
    }
    lines.push(colouredLine(text));
    // `key: |-` begins a text of several lines, set in deeper than its key.
    blockIndent = /(?:^|[:-] )[|>][+-]?\d*$/.test(text) ? indentOf(text) : null;
  }
  return lines;
};

/**
 * The spec in the engine's own JSON as YAML, with what looks like a secret masked and a config's data as text; the whole
 * of it for objects that have no spec (volumes, networks, containers).
 */
export const yamlLines = (raw: unknown): readonly Line[] => {
  const spec = valueAt(raw, 'Spec') ?? raw;
  const data = configText(raw);
  // Long texts stay on one line: a fold would look like a line of its own.
  const masked = maskedSpec(spec);
  const readable = Array.isArray(data) ? {...recordAt(masked), Data: `${data.join('\n')}\n`} : masked;
  return colouredYaml(stringify(readable, {lineWidth: 0}));
};
