import type {Context, ContextKey, When} from './command.ts';

/** Whether a condition holds in a context. A key that the context does not have is in no list. No condition always holds. */
export function evaluate(when: When | undefined, context: Context): boolean {
  if (!when) return true;
  if ('all' in when) return when.all.every(part => evaluate(part, context));
  if ('any' in when) return when.any.some(part => evaluate(part, context));
  if ('not' in when) return !evaluate(when.not, context);
  const value = context[when.key];
  return value !== undefined && when.in.includes(value);
}

type Mentioned = Map<ContextKey, Set<string>>;

function collect(when: When, mentioned: Mentioned): void {
  if ('all' in when) for (const part of when.all) collect(part, mentioned);
  else if ('any' in when) for (const part of when.any) collect(part, mentioned);
  else if ('not' in when) collect(when.not, mentioned);
  else {
    const values = mentioned.get(when.key) ?? new Set();
    for (const value of when.in) values.add(value);
    mentioned.set(when.key, values);
  }
}

/**
 * A context in which all conditions hold, or null where there is none. Complete, because a condition can only tell the
 * values that it names from each other and from all the rest, for which absence stands.
 */
export function satisfy(conditions: readonly (When | undefined)[]): Context | null {
  const mentioned: Mentioned = new Map();
  for (const when of conditions) if (when) collect(when, mentioned);
  const keys = [...mentioned.keys()];

  const search = (index: number, context: Context): Context | null => {
    const key = keys[index];
    if (key === undefined) return conditions.every(when => evaluate(when, context)) ? context : null;
    for (const value of mentioned.get(key) ?? []) {
      const found = search(index + 1, {...context, [key]: value});
      if (found) return found;
    }
    return search(index + 1, context);
  };
  return search(0, {});
}
