import type {Source} from '../../domain/freshness.ts';
import {doubtSources} from '../doubt.ts';
import {createBackoff} from '../link/backoff.ts';
import {followEvents} from './event-feed.ts';
import type {Sentinel} from './sentinel.ts';
import type {SessionParts} from './session.ts';
import {type Trigger, triggersOf} from './triggers.ts';

/**
 * Follows the events of a session: each goes into the store and becomes triggers, an opened stream lists everything
 * again, and a broken one puts everything that hangs on it in doubt.
 */
export const startEventStream = (
  parts: SessionParts & {
    readonly sentinel: Sentinel;
    /** What cannot be believed while the stream is broken. */
    readonly sources: readonly Source[];
    readonly onOpened: () => void;
    readonly onTrigger: (trigger: Trigger) => void;
  },
): void => {
  const {queue, clock} = parts;
  void followEvents({
    engine: parts.engine,
    clock,
    backoff: createBackoff({firstMs: 250, capMs: 5_000, jitter: 0.3}, parts.random),
    signal: parts.signal,
    onOpened() {
      queue.push([{kind: 'freshness', sources: ['events'], freshness: {kind: 'live', asOfMs: clock.now()}}]);
      parts.onOpened();
    },
    onEvent(event) {
      queue.push([{kind: 'events', events: [event]}]);
      for (const trigger of triggersOf(event)) parts.onTrigger(trigger);
    },
    onBroken(error) {
      const reason = error?.message ?? 'the engine closed its event stream';
      doubtSources(parts, ['events', ...parts.sources], reason);
      parts.sentinel.broken();
    },
  });
};
