/** What waits, as long as the console is open. */
export interface ConsoleTimers {
  /** Calls once after so many milliseconds; the function that it returns prevents that. */
  after(ms: number, call: () => void): () => void;
  /** Nothing is called any more. */
  stop(): void;
}

export const createTimers = (): ConsoleTimers => {
  const waiting = new Set<NodeJS.Timeout>();
  return {
    after(ms, call) {
      const timer = setTimeout(() => {
        waiting.delete(timer);
        call();
      }, ms);
      waiting.add(timer);
      return () => {
        waiting.delete(timer);
        clearTimeout(timer);
      };
    },
    stop() {
      for (const timer of waiting) clearTimeout(timer);
      waiting.clear();
    },
  };
};
