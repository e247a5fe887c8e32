import type {Endpoint} from '../../engine/endpoint.ts';
import type {Engine, OpenEngine} from '../../engine/engine.ts';
import {type Clock, within} from '../clock.ts';

/** The first of the candidates that is a working manager of the same swarm; null when none is. The others are closed. */
export const findStandIn = async (parts: {
  readonly open: OpenEngine;
  readonly candidates: readonly Endpoint[];
  /** Null: no swarm was known yet, so any working manager will do. */
  readonly clusterId: string | null;
  readonly limitMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}): Promise<Engine | null> => {
  const {limitMs, clock, signal} = parts;
  let winner: Engine | null = null;
  const tryOne = async (candidate: Endpoint): Promise<Engine> => {
    const engine = await within(signal, clock, limitMs, limit => parts.open(candidate, limit));
    try {
      const info = await within(signal, clock, limitMs, limit => engine.info(limit));
      const isOurs = parts.clusterId === null || info.clusterId === parts.clusterId;
      if (info.membership.kind !== 'manager' || !isOurs || winner !== null) throw new Error('not a stand-in');
      winner = engine;
      return engine;
    } catch (error) {
      engine.close();
      throw error;
    }
  };
  if (parts.candidates.length === 0) return null;
  return Promise.any(parts.candidates.map(tryOne)).catch(() => null);
};
