/** Which daemons are stopped while their machines and their containers go on. */
export interface Daemons {
  stop(nodeId: string): void;
  start(nodeId: string): void;
  isUp(nodeId: string): boolean;
  /** Told of each stop and start; the answer ends it. */
  onChange(listener: (nodeId: string) => void): () => void;
}

export const createDaemons = (): Daemons => {
  const stopped = new Set<string>();
  const listeners = new Set<(nodeId: string) => void>();
  const tell = (nodeId: string) => {
    for (const listener of listeners) listener(nodeId);
  };
  return {
    stop(nodeId) {
      stopped.add(nodeId);
      tell(nodeId);
    },
    start(nodeId) {
      stopped.delete(nodeId);
      tell(nodeId);
    },
    isUp: nodeId => !stopped.has(nodeId),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
