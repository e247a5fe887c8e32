const pair = /([A-Za-z_@][\w.@/-]*)=("(?:[^"\\]|\\.)*"|[^\s"]*)(?:\s+|$)/y;

/** The fields of a line that is nothing but `name=value` pairs, two at least; null where it is none. */
export const logfmtFields = (text: string): Readonly<Record<string, unknown>> | null => {
  const fields: Record<string, unknown> = {};
  let count = 0;
  let at = 0;
  while (at < text.length) {
    pair.lastIndex = at;
    const found = pair.exec(text);
    if (found === null) return null;
    const [whole, name = '', value = ''] = found;
    fields[name] = value.startsWith('"') ? unquoted(value) : value;
    count += 1;
    at += whole.length;
  }
  return count >= 2 ? fields : null;
};

const unquoted = (text: string): string =>
  text.slice(1, -1).replaceAll(/\\(.)/g, (_whole, letter: string) => escapes[letter] ?? letter);

const escapes: Readonly<Record<string, string>> = {n: '\n', t: '\t', r: '\r'};
