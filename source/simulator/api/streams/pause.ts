import {once} from 'node:events';
import type {SimulatedEngine} from '../../simulated-engine.ts';

/** Resolves after a while of the simulation, or as soon as the signal is aborted. */
export const pause = async (engine: SimulatedEngine, delayMs: number, signal: AbortSignal): Promise<void> => {
  const over = new AbortController();
  const cancel = engine.after(delayMs, () => over.abort());
  const ended = AbortSignal.any([signal, over.signal]);
  if (!ended.aborted) await once(ended, 'abort');
  cancel();
};
