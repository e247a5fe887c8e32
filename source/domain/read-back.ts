/** What we wrote to a file of our own, or null where it is not that: a crash or a full disk may have cut it off. */
export function readBack<Value>(text: string, isWhole: (value: unknown) => value is Value): Value | null {
  try {
    const value: unknown = JSON.parse(text);
    return isWhole(value) ? value : null;
  } catch {
    return null;
  }
}
