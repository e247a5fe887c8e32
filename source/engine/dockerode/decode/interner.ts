/** Gives equal strings one place in memory: thousands of tasks repeat few ids, images and messages. */
export type Intern = (text: string) => string;

/** Forgets everything when `limit` strings are known, so that it never grows without bound. */
export const createInterner = (limit = 20_000): Intern => {
  let known = new Map<string, string>();
  return text => {
    const same = known.get(text);
    if (same !== undefined) return same;
    if (known.size >= limit) known = new Map();
    known.set(text, text);
    return text;
  };
};
