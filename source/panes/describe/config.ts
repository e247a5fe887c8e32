import type {Line} from '../../ui/span.ts';
import {configText} from '../config-data.ts';
import type {Describe} from '../pane.ts';
import {bytesInWords} from '../quantities.ts';
import {field, labelLines, missingLines, pageTitle, section} from './page.ts';
import {timeAndAge} from './state-lines.ts';
import {usedBySection} from './used-by-section.ts';

/** Longest part of a config that is shown; the engine keeps up to 500 KB, newer ones 1 MB. */
const mostLines = 500;

/** The data, line by line; configs are readable, unlike secrets. */
const dataLines = (raw: unknown): readonly Line[] => {
  const lines = configText(raw);
  if (lines === null) return [];
  if (lines === 'not-text') return section('Data', [[{text: '  not text', tone: 'muted'}]]);
  const rest = lines.length - mostLines;
  return section('Data', [
    ...lines.slice(0, mostLines).map(line => [{text: `  ${line}`}]),
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
