/** Indented: frames of stack traces, details of a message, bodies of pretty JSON. */
const indented = /^(?:\t|\s{2,}|\s+(?:at|in|from)\s)\S/;
/** Java, .NET, JavaScript: `Caused by: …`, `... 12 more`, `--- End of inner exception`, `Suppressed: …`. */
const ofTrace =
  /^(?:Caused by:|\s*\.\.\. \d+ (?:more|common)|--- End of |Suppressed:|at \S+\(|\}\]?[,;]?$|\)\]?;?$)/;
/** Go: what follows `panic:` and `goroutine 1 [running]:`. */
const ofGoroutine = /^(?:goroutine \d+ \[|\S+\(.*\)$|created by )/;
/** Python ends a trace with the error itself. */
const pythonEnd = /^(?:[A-Za-z_][\w.]*(?:Error|Exception|Warning|Interrupt|Exit|Iteration)\b)/;

/**
 * Whether a line belongs to the one before it of the same task: then they are shown, hidden and found together.
 * `inTrace` says whether that one belongs to a stack trace already.
 */
export const continues = (text: string, inTrace: boolean): boolean =>
  text !== '' &&
  (indented.test(text) ||
    ofTrace.test(text) ||
    (inTrace && (pythonEnd.test(text) || ofGoroutine.test(text))));

/** Whether a line begins something that goes on in unindented lines. */
export const beginsTrace = (text: string): boolean =>
  text.startsWith('Traceback (most recent call last)') ||
  text.startsWith('goroutine ') ||
  text.startsWith('panic: ');
