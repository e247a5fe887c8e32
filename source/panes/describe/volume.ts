import {numberAt, recordAt} from '../json.ts';
import type {Describe} from '../pane.ts';
import {bytesInWords} from '../quantities.ts';
import {field, labelLines, missingLines, optional, pageTitle, section} from './page.ts';
import {timeAndAge} from './state-lines.ts';
import {usedBySection} from './used-by-section.ts';

/** A volume of the connected engine. */
export const describeVolume: Describe = ({object, store, raw, nowMs}) => {
  const volume = store.table('volumes').get(object.id);
  const sizeBytes = numberAt(raw, 'UsageData', 'Size');
  return [
    pageTitle('volume', object.name),
    ...(volume === undefined
      ? []
      : section('Volume', [
          field('Driver', volume.driver || null),
          field('Scope', volume.scope || null),
          field('On node', store.engineInfo?.name ?? null),
          field('Mountpoint', volume.mountpoint || null),
          field('Stack', volume.stack ?? {text: 'none', tone: 'muted'}),
          // The engine gives -1 where it was not asked to measure.
          ...optional('Size', sizeBytes === null || sizeBytes < 0 ? '' : bytesInWords(sizeBytes)),
          field('Created', timeAndAge(volume.createdAtMs, nowMs)),
        ])),
    ...(volume === undefined ? [] : usedBySection('volume', volume.name, store)),
    ...missingLines(raw, volume !== undefined),
    ...labelLines('Driver options', recordAt(raw, 'Options')),
    ...labelLines('Driver status', recordAt(raw, 'Status')),
    ...(volume === undefined ? [] : labelLines('Labels', volume.labels)),
  ];
};
