/** Places in the numbers that the engine's thread and the bench share. */
export const counter = {made: 0, delivered: 1, openTaskLists: 2, taskLists: 3} as const;

export interface BusyEngineOptions {
  readonly socket: string;
  /** Ten a service, a hundred a node. */
  readonly tasks: number;
  readonly changesPerSecond: number;
  readonly shared: SharedArrayBuffer;
}
