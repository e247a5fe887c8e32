import {once} from 'node:events';
import {ApiError} from '../../api-error.ts';
import type {WireEvent} from '../../wire/event.ts';
import type {RouteInput} from '../route.ts';
import {boundedOutlet} from './bounded-outlet.ts';
import {type EventHistory, passesEventFilters} from './event-history.ts';

/** Seconds, with or without a fraction; as milliseconds. */
const momentIn = (text: string | null, name: string): number | null => {
  if (text === null || text === '') return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return seconds * 1000;
  const parsed = Date.parse(text);
  if (Number.isFinite(parsed)) return parsed;
  throw new ApiError(400, `invalid value for "${name}": "${text}"`);
};

/** `GET /events`: what was since the moment asked for, as far as it is kept, then what comes, until the moment asked for. */
export const streamEvents = async (
  {engine, call, answer}: RouteInput,
  history: EventHistory,
): Promise<void> => {
  const sinceMs = momentIn(call.query.get('since'), 'since');
  const untilMs = momentIn(call.query.get('until'), 'until');
  const filters = call.filters();
  const outlet = answer.open('application/json');
  const over = new AbortController();
  const send = boundedOutlet(outlet, () => over.abort());
  const tell = (event: WireEvent) => {
    if (passesEventFilters(event, filters)) send(`${JSON.stringify(event)}\n`);
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
