import type {Outlet} from '../../api/answer.ts';
import type {Random} from '../../random.ts';

const others: readonly unknown[] = [null, 0, -1.5, true, '', 'text', [], {}, [null], {unexpected: 1}];

/** Some values, at any depth, become values of another type; the answer stays JSON. */
const retyped = (value: unknown, share: number, random: Random): unknown => {
  if (random.next() < share) return another(value, random);
  if (Array.isArray(value)) return value.map(item => retyped(item, share, random));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, retyped(item, share, random)]),
  );
};

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
};

const another = (value: unknown, random: Random): unknown => {
  const choice = others.filter(other => typeOf(other) !== typeOf(value));
  return choice[random.below(choice.length)];
};

const spoilt = (text: string, share: number, random: Random): string => {
  try {
    return `${JSON.stringify(retyped(JSON.parse(text), share, random))}\n`;
  } catch {
    // Not JSON, such as a log: there are no types in it.
    return text;
  }
};

/** Streams are spoilt message by message, everything else as a whole. */
export const retypedOutlet = (outlet: Outlet, share: number, random: Random, isStream: boolean): Outlet => {
  let held = '';
  return {
    write(bytes) {
      if (typeof bytes !== 'string') return outlet.write(bytes);
      if (isStream) return outlet.write(spoilt(bytes, share, random));
      held += bytes;
      return true;
    },
    drained: () => outlet.drained(),
    end() {
      if (held !== '') outlet.write(spoilt(held, share, random));
      outlet.end();
    },
  };
};
