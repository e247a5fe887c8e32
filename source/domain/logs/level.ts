/** How serious a line is, the least serious first. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof logLevels)[number];

const names: Readonly<Record<string, LogLevel>> = {
  trace: 'trace',
  finest: 'trace',
  finer: 'trace',
  verbose: 'debug',
  debug: 'debug',
  fine: 'debug',
  dbug: 'debug',
  info: 'info',
  information: 'info',
  informational: 'info',
  notice: 'info',
  log: 'info',
  warn: 'warn',
  warning: 'warn',
  error: 'error',
  err: 'error',
  eror: 'error',
  fail: 'error',
  severe: 'error',
  fatal: 'fatal',
  critical: 'fatal',
  crit: 'fatal',
  alert: 'fatal',
  emerg: 'fatal',
  emergency: 'fatal',
  panic: 'fatal',
};
const letters: Readonly<Record<string, LogLevel>> = {
  T: 'trace',
  D: 'debug',
  I: 'info',
  W: 'warn',
  E: 'error',
  F: 'fatal',
};

/** Where a level stands in a line, if it has one: nobody writes it behind hundreds of other characters. */
const searched = 320;

/** JSON and logfmt: `"level":"warn"`, `lvl=warn`, `severity: ERROR`, and the numbers of pino and bunyan. */
const keyed =
  /(?:^|[\s{,"'@.])(?:level|lvl|severity|severity_text|log_?level|level_?name)["']?\s*[=:]\s*["']?(?:([a-z]+)|(\d{2})\b)/i;
/** `[error]`, `<warn>`, `(INFO)`, also with blanks inside. */
const bracketed = /[[(<|]\s{0,3}([a-z]{3,13})\s{0,3}[\])>|]/i;
/** `ERROR something`, `2026-01-01 12:00:00 WARN …`: in capitals only, for words of the text are not. */
const capitals =
  /(?:^|[^\w"'=/])(TRACE|FINEST|VERBOSE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|SEVERE|FATAL|CRITICAL|CRIT|ALERT|EMERG|PANIC)(?![\w=/'"])/;
/** `error: …`, `warn - …` at the very beginning. */
const leading = /^\W{0,3}([a-z]{3,13})\s?(?::|\s-\s)/i;
/** `E1123 12:54:54.081921 1 file.go:1] …`, as glog and klog write. */
const glog = /^([IWEF])\d{4} \d\d:\d\d:\d\d/;

const numbered = (digits: string): LogLevel | null => {
  const index = Number(digits) / 10 - 1;
  return logLevels[index] ?? null;
};

/** The level that a program gave to a line, whatever it was written with; null where it gave none. */
export const levelOf = (text: string): LogLevel | null => {
  const head = text.length > searched ? text.slice(0, searched) : text;
  const key = keyed.exec(head);
  if (key?.[1] !== undefined) return names[key[1].toLowerCase()] ?? null;
  if (key?.[2] !== undefined) return numbered(key[2]);
  const letter = glog.exec(head)?.[1];
  if (letter !== undefined) return letters[letter] ?? null;
  const word = capitals.exec(head)?.[1] ?? bracketedLevel(head) ?? leading.exec(head)?.[1];
  return word === undefined ? null : (names[word.toLowerCase()] ?? null);
};

const bracketedLevel = (head: string): string | undefined => {
  const word = bracketed.exec(head)?.[1];
  return word !== undefined && word.toLowerCase() in names ? word : undefined;
};

/** Whether a line is as serious as wanted. A line without a level may be anything and is not left out. */
export const isAtLeast = (level: LogLevel | null, least: LogLevel): boolean =>
  level === null || logLevels.indexOf(level) >= logLevels.indexOf(least);
