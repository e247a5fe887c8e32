import type {HealthState} from './state.ts';

/** The tiers of health: each stands on those before it. */
export const tierIds = ['engine', 'nodes', 'services', 'containers', 'endpoints', 'edge'] as const;
export type TierId = (typeof tierIds)[number];

export const tierTitles: Readonly<Record<TierId, string>> = {
  engine: 'Engine and swarm',
  nodes: 'Nodes',
  services: 'Services',
  containers: 'Containers',
  endpoints: 'Endpoints',
  edge: 'Edge and registry',
};

/** What health is told of. */
interface HealthObject {
  readonly kind: 'engine' | 'swarm' | 'node' | 'service' | 'task' | 'endpoint' | 'source';
  readonly id: string;
  readonly name: string;
}

/** The health of one object as one tier sees it. */
export interface HealthItem {
  /** Unique over all tiers. */
  readonly key: string;
  readonly tier: TierId;
  readonly object: HealthObject;
  readonly state: HealthState;
  /** What it counts as in the whole: less than its state where others make up for it, and a reason says so. */
  readonly countsAs: HealthState;
  /** Worst first. */
  readonly reasons: readonly string[];
  /** Since when, as well as can be told; null when it cannot. */
  readonly sinceMs: number | null;
  /** What its check printed last; null where there is none. */
  readonly output: string | null;
  /** Services and nodes that it tells of, by id. */
  readonly services: readonly string[];
  readonly nodes: readonly string[];
  /** Keys of the items that explain all of it; empty: nothing that is known does. */
  readonly causes: readonly string[];
}

/** One tier as a whole. */
export interface TierHealth {
  readonly id: TierId;
  /** Null: there is nothing here that could be judged, such as probes that nobody has declared. */
  readonly state: HealthState | null;
  /** How many objects are in each state. */
  readonly counts: Readonly<Record<HealthState, number>>;
  /** Objects that are not healthy, worst first. */
  readonly items: readonly HealthItem[];
  /** Figures, and what is not seen; empty: nothing to add. */
  readonly note: string;
  /** Something is not seen, but what can be seen elsewhere makes up for it: it does not count in the whole. */
  readonly isBlind: boolean;
}

/** The health of the swarm. */
export interface SwarmHealth {
  readonly state: HealthState;
  /** What to say first: the causes, worst first. */
  readonly reasons: readonly string[];
  /** Since when it is in this state, as well as can be told. */
  readonly sinceMs: number | null;
  readonly tiers: readonly TierHealth[];
}
