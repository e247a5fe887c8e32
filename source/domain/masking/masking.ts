/** What stands for a value that is not shown. */
export const mask = '••••••';

/** Parts of a name that announce a secret, e.g. `DB_PASSWORD`, `apiKey`, `GITHUB_TOKEN`. */
const secretParts: ReadonlySet<string> = new Set([
  'pass',
  'passwd',
  'pwd',
  'key',
  'keys',
  'apikey',
  'auth',
  'credential',
  'credentials',
  'cred',
  'creds',
  'private',
  'salt',
  'pin',
  'signature',
  'dsn',
]);
const secretSyllables = /passw|passphrase|secret|token/i;

/** `fooBar_BAZ` as `foo`, `bar`, `baz`. */
const partsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/);

/** Whether a variable, flag or label of this name holds a secret. One that ends in `_FILE` names a file that does. */
export const isSecretName = (name: string): boolean => {
  const parts = partsOf(name);
  if (parts.at(-1) === 'file' || parts.at(-1) === 'path') return false;
  return secretSyllables.test(name) || parts.some(part => secretParts.has(part));
};

/** Hides the password in every URL of a text: `postgres://app:••••••@db/shop`. */
export const maskUrls = (text: string): string =>
  text.replace(/([a-z][a-z\d+.-]*:\/\/[^\s/?#:@]*):[^\s/?#@]+@/gi, `$1:${mask}@`);

/** The value of a named variable as it may be shown. */
export const maskValue = (name: string, value: string): string =>
  value !== '' && isSecretName(name) ? mask : maskUrls(value);

/** An environment variable `NAME=value` as it may be shown. */
export const maskVariable = (variable: string): string => {
  const equals = variable.indexOf('=');
  if (equals < 0) return maskUrls(variable);
  const name = variable.slice(0, equals);
  return `${name}=${maskValue(name, variable.slice(equals + 1))}`;
};

/** The words of a command line as they may be shown: `--token abc` and `--token=abc` keep only their flag. */
export const maskArguments = (words: readonly string[]): readonly string[] =>
  words.map((word, index) => {
    if (word.startsWith('-') && word.includes('=')) return maskVariable(word);
    const before = words[index - 1] ?? '';
    const follows = before.startsWith('--') && !before.includes('=') && isSecretName(before);
    return follows && !word.startsWith('-') ? mask : maskVariable(word);
  });
