/** Labels to be set, and keys of those to be taken away. */
export interface LabelChanges {
  readonly add: Readonly<Record<string, string>>;
  readonly remove: readonly string[];
}

/** Reads `zone=north rack-`; `fault` is the first word that is neither KEY=VALUE nor KEY-. */
export function readLabelWords(words: readonly string[]): LabelChanges | {readonly fault: string} {
  const add: Record<string, string> = {};
  const remove: string[] = [];
  for (const word of words) {
    const at = word.indexOf('=');
    if (at > 0) add[word.slice(0, at)] = word.slice(at + 1);
    else if (at < 0 && word.endsWith('-') && word.length > 1) remove.push(word.slice(0, -1));
    else return {fault: word};
  }
  return {add, remove};
}
