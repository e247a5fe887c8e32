import {exitCodeInWords} from '../exit-codes.ts';
import type {EngineEvent} from '../model/index.ts';
import type {NewEntry, TimelineKind, TimelineObject, TimelineSeverity} from './entry.ts';
import {type Happening, type Sample, shortId, type TimelineView} from './happening.ts';
import {objectsOfTask, taskTitle} from './objects.ts';

const sampled: Readonly<Record<string, readonly string[]>> = {
  node: ['state', 'availability'],
  service: ['replicas', 'image'],
};

/** Values that an event tells; the times of swarm events are those of the object's change, on every manager. */
export const eventSamples = ({type, action, id, attributes, timeMs}: EngineEvent): readonly Sample[] => {
  if (action !== 'update') return [];
  return (sampled[type] ?? []).flatMap(what => {
    const value = attributes[`${what}.new`]?.split('@', 1)[0];
    return value === undefined || value === '' || value === 'unknown'
      ? []
      : [{key: `${type}:${id}:${what}`, value, atMs: timeMs}];
  });
};

interface Words {
  readonly kind: TimelineKind;
  readonly severity: TimelineSeverity;
  readonly title: string;
  readonly detail: string;
}

/** What an event tells beside values; null where it tells nothing, or where a list tells it better. */
export const eventHappening = (event: EngineEvent, view: TimelineView): Happening | null => {
  const words = event.scope === 'swarm' ? swarmWords(event) : localWords(event, view);
  if (words === null) return null;
  const {kind, severity, title, detail} = words;
  // Of a removal each manager tells a time of its own.
  const id =
    event.scope === 'swarm'
      ? `${event.type}:${event.id}:${event.action}`
      : `event:${event.type}:${event.id}:${event.action}:${event.timeMs}`;
  return {
    alike: {
      key: `${event.type}-${event.action}`,
      kind,
      severity,
      noun: `${event.type}s`,
      verb: manyWords[event.action] ?? event.action,
    },
    under: null,
    id,
    atMs: event.timeMs,
    entry: (): NewEntry => ({
      ...{id, timeMs: event.timeMs, kind, severity, title, detail},
      objects: objectsOfEvent(event, view),
      source: 'event',
      count: 1,
      isLate: false,
    }),
  };
};

const actionWords: Readonly<Record<string, string>> = {
  create: 'was created',
  remove: 'was removed',
  destroy: 'was removed',
  start: 'started',
  restart: 'was restarted',
  pause: 'was paused',
  unpause: 'goes on',
  rename: 'got another name',
  enable: 'was enabled',
  disable: 'was disabled',
  reload: 'read its settings again',
  pull: 'was pulled',
  delete: 'was deleted',
  prune: 'were pruned',
};

const manyWords: Readonly<Record<string, string>> = {
  ...actionWords,
  create: 'were created',
  remove: 'were removed',
  destroy: 'were removed',
};

const swarmWords = (event: EngineEvent): Words | null => {
  const {type, action} = event;
  if (action !== 'create' && action !== 'remove') return null;
  const isGone = action === 'remove';
  const name = nameOf(event);
  if (type === 'node')
    return {
      kind: 'node',
      severity: isGone ? 'warning' : 'info',
      title: `${name} ${isGone ? 'was removed from the swarm' : 'joined the swarm'}`,
      detail: '',
    };
  const subject = type === 'service' ? name : `${type} ${name}`;
  return {
    kind: 'event',
    severity: isGone && type === 'service' ? 'warning' : 'info',
    title: `${subject} ${actionWords[action] ?? action}`,
    detail: '',
  };
};

const localActions: Readonly<Record<string, readonly string[]>> = {
  container: ['start', 'restart', 'pause', 'unpause', 'rename', 'destroy'],
  volume: ['create', 'destroy'],
  network: ['create', 'destroy'],
  image: ['pull', 'delete'],
  plugin: ['enable', 'disable'],
  daemon: ['reload'],
};

const localWords = (event: EngineEvent, view: TimelineView): Words | null => {
  const {type, action, attributes} = event;
  if (type === 'container') {
    const told = containerWords(event, view);
    if (told !== null || taskIdOf(event) !== undefined) return told;
  }
  // Each node makes an overlay network anew for the first task that is on it.
  if (type === 'network' && attributes['type'] === 'overlay') return null;
  if (!(localActions[type] ?? []).includes(action)) return null;
  const title = `${type} ${nameOf(event)} ${actionWords[action] ?? action}`;
  return {kind: 'event', severity: 'info', title, detail: ''};
};

/** What happens to containers without a task is told too; of tasks only what their lists cannot tell. */
const containerWords = (event: EngineEvent, view: TimelineView): Words | null => {
  const {action, attributes} = event;
  const taskId = taskIdOf(event);
  const task = taskId === undefined ? undefined : taskIn(event, view);
  const name = task === undefined ? nameOf(event) : taskTitle(task, view);
  const {exitCode} = attributes;
  switch (action) {
    case 'health_status: healthy':
      return {kind: 'health', severity: 'good', title: `${name} became healthy`, detail: ''};
    case 'health_status: unhealthy':
      return {
        kind: 'health',
        severity: 'critical',
        title: `${name} became unhealthy`,
        detail: 'its health check failed too often in a row',
      };
    case 'oom':
      return {
        kind: 'task',
        severity: 'critical',
        title: `${name} ran out of memory`,
        detail: 'the kernel killed a process of it for its memory limit',
      };
    case 'die':
      return taskId !== undefined || exitCode === undefined
        ? null
        : {
            kind: 'event',
            severity: exitCode === '0' ? 'info' : 'warning',
            title: `container ${name} ended`,
            detail: exitCodeInWords(Number(exitCode)),
          };
    default:
      return null;
  }
};

const taskIdOf = ({attributes}: EngineEvent): string | undefined => attributes['com.docker.swarm.task.id'];

const taskIn = (event: EngineEvent, view: TimelineView) => {
  const id = taskIdOf(event);
  return id === undefined ? undefined : view.task(id);
};

const nameOf = ({attributes, id}: EngineEvent): string => attributes['name'] || shortId(id);

const objectKinds: readonly TimelineObject['kind'][] = [
  'node',
  'service',
  'container',
  'network',
  'volume',
  'secret',
  'config',
];

const objectsOfEvent = (event: EngineEvent, view: TimelineView): readonly TimelineObject[] => {
  const kind = objectKinds.find(known => known === event.type);
  if (kind === undefined) return [];
  const own: TimelineObject = {kind, id: event.id, name: nameOf(event)};
  const task = kind === 'container' ? taskIn(event, view) : undefined;
  return task === undefined ? [own] : [...objectsOfTask(task, view), own];
};
