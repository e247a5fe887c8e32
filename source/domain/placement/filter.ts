/** The scheduler's filters, in the order in which the engine asks them. */
export const filterNames = [
  'ready',
  'resources',
  'plugin',
  'constraint',
  'platform',
  'host-port',
  'max-replicas',
] as const;

export type FilterName = (typeof filterNames)[number];

/** Why a node cannot take a task. */
export interface Objection {
  readonly filter: FilterName;
  /** In words, without the node's name. */
  readonly reason: string;
  /** What would lift it; null where nothing small would. */
  readonly fix: Fix | null;
}

/** A change that would let the node take the task. */
export interface Fix {
  readonly words: string;
  /** The docker command that does it; null where there is none. */
  readonly command: string | null;
  /** Smaller is nearer: a label is nearer than memory. */
  readonly cost: number;
}
