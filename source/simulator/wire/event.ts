/** One message of `GET /events`. */
export interface WireEvent {
  readonly Type: 'node' | 'service' | 'network' | 'secret' | 'config' | 'container' | 'volume';
  readonly Action: string;
  readonly Actor: {readonly ID: string; readonly Attributes: Readonly<Record<string, string>>};
  readonly scope: 'swarm' | 'local';
  /** Seconds. */
  readonly time: number;
  /** More digits than a double holds: its last ones are rounded, as every JavaScript client reads them. */
  readonly timeNano: number;
}
