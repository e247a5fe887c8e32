import {once} from 'node:events';
import {ApiError} from '../../api-error.ts';
import type {WireEvent} from '../../wire/event.ts';
import {type ApiVersion, isBelow} from '../api-version.ts';
import type {RouteInput} from '../route.ts';
import {boundedOutlet} from './bounded-outlet.ts';
import {type EventHistory, passesEventFilters} from './event-history.ts';

/** Seconds, with or without a fraction; as milliseconds. */
const momentIn = (text: string | null): number | null => {
  if (text === null || text === '') return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return seconds * 1000;
  // The engine does not find that it is the client's fault.
  throw new ApiError(500, `strconv.ParseInt: parsing "${text}": invalid syntax`);
};

const checkOrder = (since: string | null, until: string | null): void => {
  if (since !== null && until !== null && Number(since) > Number(until)) {
    throw new ApiError(400, `\`since\` time (${since}) cannot be after \`until\` time (${until})`);
  }
};

/** Until API 1.52, events of containers also have the fields that they had before there were others. */
const eventText = (event: WireEvent, version: ApiVersion): string => {
  const isOld = isBelow(version, {major: 1, minor: 52}) && event.Type === 'container';
  const {ID, Attributes} = event.Actor;
  const old = {status: event.Action, id: ID, from: Attributes['image']};
  return `${JSON.stringify(isOld ? {...old, ...event} : event)}\n`;
};

/** `GET /events`: what was since the moment asked for, as far as it is kept, then what comes, until the moment asked for. */
export const streamEvents = async (
  {engine, call, answer, cut}: RouteInput,
  history: EventHistory,
): Promise<void> => {
  const sinceMs = momentIn(call.query.get('since'));
  const untilMs = momentIn(call.query.get('until'));
  checkOrder(call.query.get('since'), call.query.get('until'));
  const filters = call.filters();
  const outlet = answer.open('application/json');
  const over = new AbortController();
  const send = boundedOutlet(outlet, cut);
  const tell = (event: WireEvent) => {
    if (passesEventFilters(event, filters)) send(eventText(event, call.version));
  };
  const stop = history.onEvent(tell);
  const cancel = untilMs === null ? () => {} : engine.after(untilMs - engine.nowMs(), () => over.abort());
  try {
    if (sinceMs !== null) {
      for (const event of history.kept()) {
        const atMs = event.timeNano / 1e6;
        if (atMs >= sinceMs && (untilMs === null || atMs <= untilMs)) tell(event);
      }
    }
    const ended = AbortSignal.any([call.signal, over.signal]);
    if (!ended.aborted) await once(ended, 'abort');
  } finally {
    stop();
    cancel();
  }
  outlet.end();
};
