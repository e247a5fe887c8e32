import type {EngineEvent} from '../../domain/model/index.ts';
import {naturalCompareKey} from '../../domain/natural-key.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Column} from '../../ui/column.ts';
import type {Tone} from '../../ui/tones.ts';
import {emptyText} from '../empty.ts';
import type {ListPane, ObjectKind, Place, RowSource, Scope} from '../pane.ts';
import {clockInWords, timeInWords} from '../quantities.ts';
import {distinctEvents, followEvents} from './event-arrivals.ts';
import {eventChange, eventKey, eventName, isNoise} from './event-words.ts';

const dayMs = 86_400_000;

const changeTone = (event: EngineEvent): Tone => {
  if (isNoise(event)) return 'muted';
  const {exitCode} = event.attributes;
  const after = event.attributes['state.new'] ?? event.attributes['updatestate.new'] ?? event.action;
  if (/^(down|oom|rollback_completed|rollback_paused|health_status: unhealthy)$/.test(after))
    return 'critical';
  if (event.action === 'die' && exitCode !== '0') return 'warning';
  return /^(paused|rollback_started|remove|disconnected)$/.test(after) ? 'warning' : 'text';
};

const columns: readonly Column<EngineEvent>[] = [
  {
    id: 'time',
    title: 'TIME',
    min: 8,
    max: 19,
    priority: 1,
    sortLetter: 't',
    cell: (row, nowMs) => ({
      text: nowMs - row.timeMs < dayMs ? clockInWords(row.timeMs) : timeInWords(row.timeMs),
      tone: 'muted',
    }),
    sortKey: row => row.timeMs,
  },
  {
    id: 'type',
    title: 'TYPE',
    min: 7,
    max: 9,
    priority: 2,
    sortLetter: 'y',
    cell: row => row.type,
    sortKey: row => row.type,
  },
  {
    id: 'action',
    title: 'ACTION',
    min: 7,
    max: 26,
    priority: 1,
    sortLetter: 'a',
    cell: row => ({text: row.action, tone: changeTone(row)}),
    sortKey: row => row.action,
  },
  {
    id: 'name',
    title: 'NAME',
    min: 12,
    max: 48,
    priority: 1,
    sortLetter: 'n',
    cell: eventName,
    sortKey: row => naturalCompareKey(eventName(row)),
  },
  {
    id: 'change',
    title: 'CHANGE',
    min: 16,
    max: 100,
    priority: 1,
    sortLetter: 'c',
    cell: row => ({text: eventChange(row), tone: changeTone(row)}),
    sortKey: eventChange,
  },
];

const rows: RowSource<EngineEvent> = {
  all: distinctEvents,
  get: (store, key) => store.events.find(event => eventKey(event) === key),
  touched: touched => (touched.other.has('events') ? null : undefined),
  follow: followEvents,
};

const objectKinds: readonly ObjectKind[] = [
  'node',
  'service',
  'network',
  'volume',
  'secret',
  'config',
  'container',
];

const placeOf = (event: EngineEvent): Place => {
  const kind = objectKinds.find(known => known === event.type);
  if (kind === undefined) return {kind: 'list', pane: 'events', scope: null};
  return {kind: 'describe', object: {kind, id: event.id, name: eventName(event)}};
};

const isInScope = (event: EngineEvent, scope: Scope, store: ClusterStore): boolean => {
  if (event.type === scope.kind) return event.id === scope.id;
  const {attributes} = event;
  if (scope.kind === 'service') return attributes['com.docker.swarm.service.id'] === scope.id;
  if (scope.kind === 'node') return attributes['com.docker.swarm.node.id'] === scope.id;
  if (scope.kind !== 'stack') return false;
  const serviceId = event.type === 'service' ? event.id : attributes['com.docker.swarm.service.id'];
  return serviceId !== undefined && store.table('services').get(serviceId)?.stack === scope.id;
};

/** What the engine told since the console started: swarm events from every manager, containers of this engine only. */
export const eventsPane: ListPane<EngineEvent> = {
  id: 'events',
  title: 'Events',
  objectKind: null,
  rows,
  key: eventKey,
  name: eventName,
  columns,
  defaultSort: {id: 'time', descending: true},
  text: row => [row.type, row.action, eventName(row), row.id, eventChange(row)],
  labels: row => row.attributes,
  tone: row => (isNoise(row) ? 'muted' : undefined),
  isFault: row => ['warning', 'critical'].includes(changeTone(row)),
  sources: ['events'],
  inScope: isInScope,
  open: placeOf,
  empty: emptyText('events', 'They appear as they happen; Docker has no events for tasks.'),
};
