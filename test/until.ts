/** How long to go on, and how often to look. */
export interface Patience {
  readonly timeoutMs: number;
  readonly everyMs?: number;
  /** Added to the failure, e.g. what the screen shows. */
  readonly explain?: () => string | Promise<string>;
}

/** A condition that did not come true in time. */
class NotInTime extends Error {
  override readonly name = 'NotInTime';
}

const pause = (ms: number): Promise<void> =>
  new Promise(resolve => {
    setTimeout(resolve, ms);
  });

/**
 * Asks again until the probe gives something other than `false`, `null` or `undefined`, and returns that. A probe that
 * throws counts as "not yet"; the last fault is told when time is up.
 */
export async function until<Value>(
  what: string,
  probe: () => Value | Promise<Value>,
  patience: Patience,
): Promise<Exclude<Value, false | null | undefined>> {
  const deadline = performance.now() + patience.timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await probe();
      if (isSomething(value)) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() >= deadline) break;
    await pause(patience.everyMs ?? 100);
  }
  const details = [
    `not within ${patience.timeoutMs / 1000} s: ${what}`,
    ...(last === undefined ? [] : [`last fault: ${last instanceof Error ? last.message : String(last)}`]),
    ...(patience.explain ? [await patience.explain()] : []),
  ];
  throw new NotInTime(details.join('\n'), {cause: last});
}

function isSomething<Value>(value: Value): value is Exclude<Value, false | null | undefined> {
  return value !== false && value !== null && value !== undefined;
}
