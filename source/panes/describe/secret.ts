import type {Describe} from '../pane.ts';
import {field, labelLines, missingLines, pageTitle, section} from './page.ts';
import {timeAndAge} from './state-lines.ts';
import {usedBySection} from './used-by-section.ts';

/** A secret: everything but its data, which never leaves the engine. */
export const describeSecret: Describe = ({object, store, raw, nowMs}) => {
  const secret = store.table('secrets').get(object.id);
  if (secret === undefined) return [pageTitle('secret', object.name), ...missingLines(raw, false)];
  return [
    pageTitle('secret', secret.name),
    ...section('Secret', [
      field('Data', {text: 'not readable: the engine gives it to tasks only', tone: 'muted'}),
      field('Driver', secret.driver || 'the swarm’s own store'),
      field('Stack', secret.stack ?? {text: 'none', tone: 'muted'}),
      field('ID', secret.id),
      field('Created', timeAndAge(secret.createdAtMs, nowMs)),
      field('Changed', timeAndAge(secret.updatedAtMs, nowMs)),
    ]),
    ...usedBySection('secret', secret.id, store),
    ...labelLines('Labels', secret.labels),
  ];
};
