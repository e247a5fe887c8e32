/** Faults of the connection: what happens to calls and answers on their way. */
export const linkFaults = [
  'drop',
  'delay',
  'truncate',
  'garble',
  'wrong-types',
  'half-closed',
  'error-500',
  'slow-lists',
  'conflict',
  'event-gap',
] as const;

/** Faults of the swarm itself, its machines and its daemons. */
export const swarmFaults = [
  'engine-restart',
  'leader-lost',
  'quorum-lost',
  'node-dead',
  'partition',
  'clock-skew',
] as const;

export type LinkFault = (typeof linkFaults)[number];
export type SwarmFault = (typeof swarmFaults)[number];
export type FaultName = LinkFault | SwarmFault;

export const faultNames: readonly FaultName[] = [...linkFaults, ...swarmFaults];

export const isFaultName = (name: string): name is FaultName => faultNames.some(known => known === name);

/** How a fault shows; what is absent takes the fault's own measure. */
export interface FaultOptions {
  /** Only calls whose path holds this. */
  readonly path?: string;
  /** Only every so many-th of the calls that it could meet. */
  readonly every?: number;
  /** Milliseconds of delay, of an engine's absence, or of skew. */
  readonly ms?: number;
  /** The node meant, by hostname or id. */
  readonly node?: string;
}
