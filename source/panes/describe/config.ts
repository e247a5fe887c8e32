import type {Line} from '../../ui/span.ts';
import {textAt} from '../json.ts';
import {maskVariable} from '../masking.ts';
import type {Describe} from '../pane.ts';
import {bytesInWords} from '../quantities.ts';
import {field, labelLines, missingLines, pageTitle, section} from './page.ts';
import {timeAndAge} from './state-lines.ts';
import {usedBySection} from './used-by-section.ts';

/** Longest part of a config that is shown; the engine keeps up to 500 KB, newer ones 1 MB. */
const mostLines = 500;

/** The text of base64 data; null where it is not text. */
export const decodedText = (base64: string): string | null => {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return null;
  }
};

const isBase64 = (data: string): boolean => /^[a-z\d+/]*={0,2}$/i.test(data) && data.length % 4 === 0;

/** The data, line by line; what looks like a password in a line `NAME=value` is masked. */
const dataLines = (raw: unknown): readonly Line[] => {
  const data = textAt(raw, 'Spec', 'Data');
  if (data === '' || !isBase64(data)) return [];
  const content = decodedText(data);
  if (content === null) return section('Data', [[{text: '  not text', tone: 'muted'}]]);
  const lines = content.replace(/\n$/, '').split('\n');
  const rest = lines.length - mostLines;
  return section('Data', [
    ...lines.slice(0, mostLines).map(line => [{text: `  ${maskVariable(line)}`}]),
    ...(rest > 0 ? [[{text: `  … and ${rest} more lines`, tone: 'muted'} as const]] : []),
  ]);
};

/** A config with its data. */
export const describeConfig: Describe = ({object, store, raw, nowMs}) => {
  const config = store.table('configs').get(object.id);
  return [
    pageTitle('config', config?.name ?? object.name),
    ...(config === undefined
      ? []
      : section('Config', [
          field('Size', bytesInWords(config.bytes)),
          field('Stack', config.stack ?? {text: 'none', tone: 'muted'}),
          field('ID', config.id),
          field('Created', timeAndAge(config.createdAtMs, nowMs)),
          field('Changed', timeAndAge(config.updatedAtMs, nowMs)),
        ])),
    ...(config === undefined ? [] : usedBySection('config', config.id, store)),
    ...missingLines(raw, config !== undefined),
    ...dataLines(raw),
    ...(config === undefined ? [] : labelLines('Labels', config.labels)),
  ];
};
