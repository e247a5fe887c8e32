import {isRecord, type Json, type JsonRecord} from '../spec/json.ts';
import {sorted, tidy} from './tidy.ts';

/** One text or several. */
export const textsOf = (value: Json): readonly string[] =>
  (Array.isArray(value) ? value : isRecord(value) || value === null ? [] : [value]).map(String);

/** `[KEY=VALUE]` or a record, as a record of texts. What has no value is taken from elsewhere and left out. */
export function mapOf(value: Json): JsonRecord {
  const entries = isRecord(value)
    ? Object.entries(value)
    : textsOf(value).map(line => {
        const at = line.indexOf('=');
        return at < 0 ? ([line, null] as const) : ([line.slice(0, at), line.slice(at + 1)] as const);
      });
  return Object.fromEntries(
    entries.flatMap(([name, item]): readonly (readonly [string, Json])[] =>
      item === null ? [] : [[name, String(item)]],
    ),
  );
}

/** A command as a list of words, or in one line as a shell would split it. */
export function wordsOf(value: Json): readonly string[] {
  if (typeof value !== 'string') return textsOf(value);
  const words = value.matchAll(/(?:[^\s"'\\]+|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g);
  return [...words].map(([word]) =>
    word.replaceAll(/\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, escaped, double, single) =>
      typeof escaped === 'string'
        ? escaped
        : typeof double === 'string'
          ? double.replaceAll(/\\(["\\$`])/g, '$1')
          : String(single),
    ),
  );
}

/** Undefined where a short form is not understood, such as a range or an address. */
export function portsOf(value: Json): readonly Json[] | undefined {
  const all = (Array.isArray(value) ? value : []).map(portOf);
  const known = all.filter(port => port !== undefined);
  return known.length === all.length ? sorted(known) : undefined;
}

function portOf(item: Json): Json | undefined {
  if (isRecord(item)) {
    return tidy({
      target: Number(item['target']),
      published: item['published'] === undefined ? undefined : Number(item['published']) || undefined,
      protocol: item['protocol'] ?? 'tcp',
      mode: item['mode'] ?? 'ingress',
    });
  }
  const match = /^(?:(\d+):)?(\d+)(?:\/(tcp|udp|sctp))?$/.exec(String(item));
  if (match === null) return undefined;
  const [, published, target, protocol = 'tcp'] = match;
  return tidy({
    target: Number(target),
    published: published === undefined ? undefined : Number(published),
    protocol,
    mode: 'ingress',
  });
}
