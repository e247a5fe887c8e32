/** What the health checks of an inspected container printed: the last three different outputs, newest last. */
export function healthLog(container: unknown): readonly string[] {
  const log = valueAt(container, ['State', 'Health', 'Log']);
  if (!Array.isArray(log)) return [];
  const texts = log.map(entry => {
    const [code, output] = [valueAt(entry, ['ExitCode']), valueAt(entry, ['Output'])];
    const words = typeof output === 'string' ? output.trim().split('\n').slice(-1).join('') : '';
    return `exit ${typeof code === 'number' ? code : '?'}${words === '' ? '' : `: ${words}`}`;
  });
  return [...new Set(texts)].slice(-3);
}

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null ? Object.getOwnPropertyDescriptor(at, name)?.value : undefined,
    value,
  );
