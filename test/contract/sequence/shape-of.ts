/** Objects whose keys are chosen by people or differ from object to object: only that they are maps of texts counts. */
const maps = new Set(['Labels', 'Attributes', 'Options', 'IPAM', 'Sysctls', 'DriverOpts']);

const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
};

const walk = (value: unknown, path: string, found: Map<string, Set<string>>): void => {
  const kinds = found.get(path) ?? new Set<string>();
  found.set(path, kinds.add(kindOf(value)));
  if (Array.isArray(value)) for (const item of value) walk(item, `${path}[]`, found);
  else if (typeof value === 'object' && value !== null) {
    if (maps.has(path.split('.').at(-1) ?? '')) return;
    for (const [key, field] of Object.entries(value))
      walk(field, path === '' ? key : `${path}.${key}`, found);
  }
};

/** Every field of an answer with the kinds of its values, a line each: `Spec.Mode.Replicated.Replicas: number`. */
export const shapeOf = (value: unknown): readonly string[] => {
  const found = new Map<string, Set<string>>();
  walk(value, '', found);
  return [...found].map(([path, kinds]) => `${path}: ${[...kinds].sort().join(' or ')}`).sort();
};
