import type {Service, UpdateState, UpdateStatus} from '../model/index.ts';
import type {Change, NewEntry, TimelineKind, TimelineSeverity} from './entry.ts';
import {type Happening, type Sample, shortId, type TimelineView} from './happening.ts';
import {objectsOfService, serviceObject, taskTitle} from './objects.ts';

/** What can be said of a service. */
export const serviceSamples = (service: Service): readonly Sample[] => {
  const of = (what: string, value: string): Sample => ({
    key: `service:${service.id}:${what}`,
    value,
    atMs: service.updatedAtMs,
  });
  const {mode} = service;
  return [
    ...(mode.kind === 'replicated' ? [of('replicas', String(mode.replicas))] : []),
    of('image', service.image),
  ];
};

/** What it means that a service came to have another value. */
export const serviceHappening = (service: Service, sample: Sample, before: string | null): Happening => {
  const isScale = sample.key.endsWith(':replicas');
  const change = {key: sample.key, before, after: sample.value};
  const from = before === null ? '' : ` from ${before}`;
  return happening(service, {
    key: isScale ? 'service-scaled' : 'service-image',
    kind: isScale ? 'scale' : 'rollout',
    severity: isScale && sample.value === '0' ? 'warning' : 'info',
    verb: isScale ? 'were scaled' : 'got another image',
    id: `${sample.key}:${sample.value}:${sample.atMs}`,
    atMs: sample.atMs,
    title: isScale
      ? `${service.name} scaled${from} to ${sample.value}`
      : `${service.name} gets another image`,
    detail: isScale ? '' : before === null ? sample.value : `${before} → ${sample.value}`,
    change,
  });
};

/** A service that was made. */
export const serviceCreated = (service: Service): Happening =>
  happening(service, {
    key: 'service-created',
    kind: 'event',
    severity: 'info',
    verb: 'were created',
    id: `service:${service.id}:create`,
    atMs: service.createdAtMs,
    title: `${service.name} was created`,
    detail: service.image,
  });

/** How the service's rollout began and what became of it; the engine remembers the last one only. */
export const rolloutHappenings = (service: Service, view: TimelineView): readonly Happening[] => {
  const {update} = service;
  if (update === null) return [];
  const now = rolloutHappening(service, update, view, update.state);
  if (update.startedAtMs === null || update.state === 'updating' || update.state === 'rollback_started')
    return update.state === 'rollback_started' && !update.isManual && update.startedAtMs !== null
      ? [rolloutHappening(service, update, view, 'updating'), now]
      : [now];
  const isRollback = update.isManual && update.state.startsWith('rollback_');
  return [rolloutHappening(service, update, view, isRollback ? 'rollback_started' : 'updating'), now];
};

const rolloutHappening = (
  service: Service,
  update: UpdateStatus,
  view: TimelineView,
  state: UpdateState,
): Happening => {
  const {severity, title, verb} =
    update.isHeld && state === 'paused' ? heldWords : rolloutWords(state, update.isManual);
  return happening(service, {
    key: `rollout-${state}`,
    kind: 'rollout',
    severity,
    verb,
    // The engine writes the start of a rollout once, and each state follows once.
    id: `rollout:${service.id}:${update.startedAtMs ?? 0}:${state}`,
    atMs: rolloutTime(service, update, state),
    title: `${service.name}: ${title}`,
    detail: rolloutDetail(update, state, view),
  });
};

/** `paused` and a rollback that follows a failure have no time of their own: the service was written with them. */
const rolloutTime = (service: Service, update: UpdateStatus, state: UpdateState): number => {
  const begins = state === 'updating' || (state === 'rollback_started' && update.isManual);
  if (begins) return update.startedAtMs ?? service.updatedAtMs;
  const hasEnded = state === 'completed' || state === 'rollback_completed';
  return (hasEnded ? update.completedAtMs : null) ?? service.updatedAtMs;
};

/** What the engine says of a state that is not wanted; of the others how long it took. */
const rolloutDetail = (update: UpdateStatus, state: UpdateState, view: TimelineView): string => {
  const {startedAtMs, completedAtMs} = update;
  const hasEnded = state === 'completed' || state === 'rollback_completed';
  if (hasEnded && startedAtMs !== null && completedAtMs !== null)
    return `${((completedAtMs - startedAtMs) / 1_000).toFixed(1)} s after it began`;
  return state === 'updating' || state !== update.state ? '' : withTaskNames(update.message, view);
};

/** The engine names a task by its id alone. */
const withTaskNames = (message: string, view: TimelineView): string =>
  message.replace(/\btask ([0-9a-z]{25})\b/, (whole, id: string) => {
    const task = view.task(id);
    return task === undefined ? whole : `${taskTitle(task, view)} (${shortId(id)})`;
  });

/** A person paused it, which is no failure. */
const heldWords = {
  severity: 'warning',
  title: 'rollout paused by hand',
  verb: 'had their rollouts paused',
} as const;

const rolloutWords = (
  state: UpdateState,
  isManual: boolean,
): {readonly severity: TimelineSeverity; readonly title: string; readonly verb: string} => {
  switch (state) {
    case 'updating':
      return {severity: 'info', title: 'rollout began', verb: 'began a rollout'};
    case 'paused':
      return {severity: 'critical', title: 'rollout paused', verb: 'paused their rollouts'};
    case 'completed':
      return {severity: 'good', title: 'rollout done', verb: 'are done with their rollouts'};
    case 'rollback_started':
      return {
        severity: isManual ? 'info' : 'critical',
        title: isManual ? 'rollback began, on request' : 'rollout failed, rolling back',
        verb: 'began to roll back',
      };
    case 'rollback_paused':
      return {severity: 'critical', title: 'rollback paused', verb: 'paused their rollbacks'};
    case 'rollback_completed':
      return {
        severity: isManual ? 'good' : 'warning',
        title: isManual ? 'rolled back, on request' : 'rolled back',
        verb: 'are rolled back',
      };
  }
};

const happening = (
  service: Service,
  what: {
    readonly key: string;
    readonly kind: TimelineKind;
    readonly severity: TimelineSeverity;
    readonly verb: string;
    readonly id: string;
    readonly atMs: number;
    readonly title: string;
    readonly detail: string;
    readonly change?: Change;
  },
): Happening => {
  const {key, kind, severity, verb, id, atMs, title, detail, change} = what;
  const changed = change === undefined ? {} : {change};
  return {
    ...{
      alike: {key, kind, severity, noun: 'services', verb},
      under: null,
      about: serviceObject(service),
      id,
      atMs,
      ...changed,
    },
    entry: (): NewEntry => ({
      ...{id, timeMs: atMs, kind, severity, title, detail, ...changed},
      objects: objectsOfService(service),
      source: 'list',
      count: 1,
      isLate: false,
    }),
  };
};
