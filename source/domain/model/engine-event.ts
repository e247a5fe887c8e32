/** One line of `GET /events`. Swarm-scoped ones reach every manager; local ones come from the connected engine only. */
export interface EngineEvent {
  readonly type: string;
  readonly action: string;
  readonly id: string;
  readonly scope: 'swarm' | 'local';
  readonly attributes: Readonly<Record<string, string>>;
  readonly timeMs: number;
}
