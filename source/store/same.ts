/**
 * Structural equality of plain data (records, arrays, primitives). Objects of the tables are never copied, so most
 * comparisons end at the reference.
 */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isObject(a) || !isObject(b)) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  let keys = 0;
  for (const key in a) {
    keys += 1;
    const other = b[key];
    if (!isSame(a[key], other) || (other === undefined && !Object.hasOwn(b, key))) return false;
  }
  for (const _ in b) keys -= 1;
  return keys === 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
