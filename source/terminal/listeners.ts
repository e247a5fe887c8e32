/** Who wants to be told of something, and telling them. */
export interface Listeners<Value> {
  /** Returns how to stop listening. */
  readonly add: (listener: (value: Value) => void) => () => void;
  readonly tell: (value: Value) => void;
}

/** Listeners may be added and removed while they are told. */
export function createListeners<Value>(): Listeners<Value> {
  const listeners = new Set<(value: Value) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    tell(value) {
      for (const listener of [...listeners]) listener(value);
    },
  };
}
