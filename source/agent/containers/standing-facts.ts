import type {ContainerFact} from '../../domain/metrics/container-fact.ts';

/** What still matters of what was told, so that a console that comes later hears of it as well. */
export interface StandingFacts {
  add(fact: ContainerFact): void;
  /** Oldest first. */
  current(nowMs: number): readonly ContainerFact[];
  /** Whether this end of a container was told. */
  hasDeath(containerId: string): boolean;
}

/** For so long the rules look back at failures. */
export const deathMattersMs = 600_000;
const mostDeaths = 50;

export const createStandingFacts = (): StandingFacts => {
  const sick = new Map<string, ContainerFact>();
  /** With what its health check had said before, which is why it ended. */
  const deaths = new Map<string, readonly ContainerFact[]>();
  return {
    add(fact) {
      const {what, containerId} = fact;
      const before = sick.get(containerId);
      if (what.kind === 'health' && what.health === 'unhealthy') sick.set(containerId, fact);
      else if (what.kind !== 'oom') sick.delete(containerId);
      if (what.kind !== 'died' || (what.exitCode === 0 && !what.oomKilled)) return;
      deaths.set(containerId, before === undefined ? [fact] : [before, fact]);
      const [oldest] = deaths.keys();
      if (deaths.size > mostDeaths && oldest !== undefined) deaths.delete(oldest);
    },
    current(nowMs) {
      for (const [id, facts] of deaths)
        if (facts.every(({atMs}) => nowMs - atMs > deathMattersMs)) deaths.delete(id);
      return [...sick.values(), ...[...deaths.values()].flat()].sort((a, b) => a.atMs - b.atMs);
    },
    hasDeath: id => deaths.has(id),
  };
};
