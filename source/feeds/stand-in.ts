import type {Endpoint} from '../engine/endpoint.ts';
import type {Engine} from '../engine/engine.ts';

/** The first of the candidates that is a working manager of the same swarm; null when none is. The others are closed. */
export const findStandIn = async (parts: {
  readonly open: (endpoint: Endpoint, limitMs: number) => Promise<Engine>;
  readonly candidates: readonly Endpoint[];
  /** Null: no swarm was known yet, so any working manager will do. */
  readonly clusterId: string | null;
  readonly limitMs: number;
}): Promise<Engine | null> => {
  let winner: Engine | null = null;
  const tryOne = async (candidate: Endpoint): Promise<Engine> => {
    const engine = await parts.open(candidate, parts.limitMs);
    try {
      const info = await engine.info(AbortSignal.timeout(parts.limitMs));
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
