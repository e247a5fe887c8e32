/** Places in the numbers that the engine's thread and the bench share. */
export const counter = {made: 0, delivered: 1, openTaskLists: 2, taskLists: 3, logLines: 4} as const;

export interface BusyEngineOptions {
  readonly socket: string;
  /** Ten a service, a hundred a node. */
  readonly tasks: number;
  readonly changesPerSecond: number;
  /** Lines a second in the log of the first service; 0: as many as are taken. */
  readonly logRate?: number;
  readonly shared: SharedArrayBuffer;
}
