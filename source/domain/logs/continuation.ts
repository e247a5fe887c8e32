/** Indented: frames of stack traces, details of a message, bodies of pretty JSON. */
const indented = /^(?:\t|\s{2,}|\s+(?:at|in|from|---+>)\s)\S/;
/** Java, .NET, JavaScript: `Caused by: …`, `... 12 more`, `--- End of inner exception`, `Suppressed: …`. */
const ofTrace =
  /^(?:Caused by:|\s*\.\.\. \d+ (?:more|common)|--- End of |Suppressed:|at \S+\(|\}\]?[,;]?$|\)\]?;?$)/;
/** Java, .NET and Python write the exception under the message that it was logged with: `java.io.IOException: …`. */
const ofException =
  /^(?:(?:[A-Za-z_$][\w$]*\.)+[A-Z][\w$]*(?:Exception|Error|Throwable)\b|Traceback \(most recent)/;
/** Go: what follows `panic:` and `goroutine 1 [running]:`. */
const ofGoroutine = /^(?:goroutine \d+ \[|\S+\(.*\)$|created by |exit status \d+$|\[signal )/;
/** Python ends a trace with the error itself, and begins the next one with these words. */
const ofPython =
  /^(?:[A-Za-z_][\w.]*(?:Error|Exception|Warning|Interrupt|Exit|Iteration)\b|During handling of the above|The above exception was)/;

/**
 * Whether a line belongs to the one before it of the same task: then they are shown, hidden and found together.
 * `inTrace` says whether that one belongs to a trace whose other lines need not be indented.
 */
export const continues = (text: string, inTrace: boolean): boolean =>
  indented.test(text) ||
  ofTrace.test(text) ||
  ofException.test(text) ||
  (inTrace && (text === '' || ofPython.test(text) || ofGoroutine.test(text)));

/** Whether a line begins something that goes on in unindented lines. */
export const beginsTrace = (text: string): boolean =>
  text.startsWith('Traceback (most recent call last)') ||
  text.startsWith('goroutine ') ||
  text.startsWith('panic: ') ||
  text.startsWith('fatal error: ');

/**
 * Whether a line may continue another, by its first byte (-1: it is empty), and whether what comes after it may be a trace:
 * of most lines nothing more needs to be read.
 */
export const mayContinue = (byte: number): boolean =>
  byte < 0 ||
  byte === 9 ||
  byte === 32 ||
  (byte >= 97 && byte <= 122) ||
  (byte >= 65 && byte <= 90) ||
  // `$`, `)`, `-`, `.`, `[`, `]`, `_`, `}`
  byte === 36 ||
  byte === 41 ||
  byte === 45 ||
  byte === 46 ||
  byte === 91 ||
  byte === 93 ||
  byte === 95 ||
  byte === 125;
