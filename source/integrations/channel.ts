/** Values that are handed from callbacks to a loop that awaits them. */
export interface Channel<Value> extends AsyncIterable<Value> {
  push(value: Value): void;
  /** What was pushed before is still read. */
  end(): void;
}

export function createChannel<Value>(): Channel<Value> {
  const waiting: Value[] = [];
  let wake: (() => void) | null = null;
  let isEnded = false;
  const stir = () => {
    wake?.();
    wake = null;
  };
  return {
    push(value) {
      waiting.push(value);
      stir();
    },
    end() {
      isEnded = true;
      stir();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const next = waiting.shift();
        if (next !== undefined) yield next;
        else if (isEnded) return;
        else
          await new Promise<void>(resolve => {
            wake = resolve;
          });
      }
    },
  };
}
