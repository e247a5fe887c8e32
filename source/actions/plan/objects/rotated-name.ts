/** `db_pw` and `db_pw-v3` are versions of one thing; the first one has no number. */
const versioned = /^(.+)-v([1-9]\d{0,8})$/;

const versionOf = (name: string, base: string): number | null => {
  if (name === base) return 1;
  const match = versioned.exec(name);
  return match?.[1] === base ? Number(match[2]) : null;
};

/** The name of the next version: `db_pw` → `db_pw-v2` → `db_pw-v3`, above every version that is there. */
export function rotatedName(name: string, taken: Iterable<string>): string {
  const base = versioned.exec(name)?.[1] ?? name;
  let last = versionOf(name, base) ?? 1;
  for (const each of taken) last = Math.max(last, versionOf(each, base) ?? 1);
  return `${base}-v${last + 1}`;
}
