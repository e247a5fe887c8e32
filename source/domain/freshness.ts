/** Where a part of what we believe comes from. */
export type Source =
  | 'engine'
  | 'events'
  | 'nodes'
  | 'services'
  | 'tasks'
  | 'networks'
  | 'secrets'
  | 'configs'
  | 'volumes'
  | 'containers'
  /** What agents report of their nodes; `stale`: some are silent. */
  | 'agents';

/** How far a source can be believed. Times are milliseconds since the epoch. */
export type Freshness =
  | {readonly kind: 'loading'; readonly sinceMs: number}
  /**
   * `asOfMs`: when the engine last confirmed it. `everyMs`: it changes faster than it can be asked for; what is not on
   * the screen may be so old.
   */
  | {readonly kind: 'live'; readonly asOfMs: number; readonly everyMs?: number}
  /** What is shown was true at `sinceMs`; it may have changed. */
  | {readonly kind: 'stale'; readonly sinceMs: number; readonly reason: string}
  /** Cannot be had now. */
  | {readonly kind: 'lost'; readonly sinceMs: number; readonly reason: string}
  /** This engine never can tell it (a worker has no service list). */
  | {readonly kind: 'unavailable'; readonly reason: string};
