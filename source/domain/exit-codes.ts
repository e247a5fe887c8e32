const signals: Readonly<Record<number, string>> = {
  1: 'hangup',
  2: 'interrupt',
  3: 'quit',
  4: 'illegal instruction',
  6: 'abort',
  7: 'bus error',
  8: 'arithmetic error',
  9: 'kill',
  11: 'segmentation fault',
  13: 'broken pipe',
  14: 'alarm',
  15: 'terminate',
};

/** Codes that mean the same whatever the program is. */
const known: Readonly<Record<number, string>> = {
  0: 'success',
  125: 'the container could not be run',
  126: 'the program is not executable',
  127: 'the program was not found',
  // The engine only says 137; that it was out of memory is known to the container's own engine alone.
  137: 'killed, usually out of memory',
  139: 'segmentation fault',
  143: 'terminated on request',
  255: 'fault, or the node lost its power',
};

/** An exit code with what it usually means: `exit 137 (killed, usually out of memory)`. */
export function exitCodeInWords(exitCode: number): string {
  const meaning = meaningOf(exitCode);
  return meaning === null ? `exit ${exitCode}` : `exit ${exitCode} (${meaning})`;
}

function meaningOf(exitCode: number): string | null {
  const fixed = known[exitCode];
  if (fixed !== undefined) return fixed;
  // A shell adds 128 to the number of the signal that ended the program.
  if (exitCode <= 128 || exitCode > 192) return null;
  const signal = signals[exitCode - 128];
  return signal === undefined ? `signal ${exitCode - 128}` : `signal ${exitCode - 128}, ${signal}`;
}
