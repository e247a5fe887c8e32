import type {EngineEvent} from '../../domain/model/index.ts';
import type {Engine} from '../../engine/engine.ts';
import type {EngineError} from '../../engine/errors.ts';
import {asFault} from '../calls/call-runner.ts';
import {type Clock, pause} from '../clock.ts';
import type {Backoff} from '../link/backoff.ts';
import {containerActions} from './triggers.ts';

const filter = {
  types: ['service', 'node', 'secret', 'config', 'network', 'container', 'volume'],
  actions: [...containerActions, 'update', 'remove', 'prune'],
};

/**
 * Follows the engine's events until the signal ends it, opening the stream again after every break. What happened in
 * between is not replayed (the engine keeps 256 events at most): `onOpened` must list everything again.
 */
export const followEvents = async (parts: {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly backoff: Backoff;
  readonly signal: AbortSignal;
  readonly onOpened: () => void;
  readonly onEvent: (event: EngineEvent) => void;
  /** Null: the engine closed the stream. */
  readonly onBroken: (error: EngineError | null) => void;
}): Promise<void> => {
  const {engine, clock, backoff, signal} = parts;
  const opened = () => {
    backoff.reset();
    parts.onOpened();
  };
  while (!signal.aborted) {
    try {
      for await (const event of engine.watchEvents(filter, signal, opened)) parts.onEvent(event);
      if (signal.aborted) return;
      parts.onBroken(null);
    } catch (error) {
      if (signal.aborted) return;
      parts.onBroken(asFault(error, 'follow events'));
    }
    await pause(clock, backoff.next(), signal);
  }
};
