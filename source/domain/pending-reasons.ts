/** The scheduler's filters as swarmkit words them in `Status.Err`, and what each means to an operator. */
const filters: readonly (readonly [wording: RegExp, inWords: (nodes: string) => string])[] = [
  [
    /^scheduling constraints not satisfied on (\d+) nodes?$/,
    nodes => `${nodes} ruled out by the constraints`,
  ],
  // Which resource is not told. Reservations alone count, never limits.
  [/^insufficient resources on (\d+) nodes?$/, nodes => `not enough unreserved CPU or memory on ${nodes}`],
  [/^host-mode port already in use on (\d+) nodes?$/, nodes => `the host port is taken on ${nodes}`],
  [/^unsupported platform on (\d+) nodes?$/, nodes => `the image does not run on the platform of ${nodes}`],
  [/^missing plugin on (\d+) nodes?$/, nodes => `a volume, network or log plugin is missing on ${nodes}`],
  [/^(\d+) nodes? not available for new tasks$/, nodes => `${nodes} drained, paused or down`],
];

/**
 * The engine's `no suitable node (…)` in words, all reasons joined by `; `. A wording that is not known, of a newer
 * engine, is kept as it is.
 */
export function pendingInWords(error: string): string {
  const bracketed = /^no suitable node(?: \((.*)\))?$/.exec(error);
  if (bracketed === null) return error === '' ? 'no node found yet' : error;
  const reasons = bracketed[1] ?? '';
  if (reasons === '') return 'no node is suitable';
  return reasons.split('; ').map(reasonInWords).join('; ');
}

function reasonInWords(reason: string): string {
  // Swarmkit tells no count with this one, and spells it so.
  if (/^max replicas per node limit exceed(ed)?\b/.test(reason)) {
    return 'every node that fits has its most replicas per node';
  }
  for (const [wording, inWords] of filters) {
    const match = wording.exec(reason);
    if (match !== null) return inWords(match[1] === '1' ? '1 node' : `${match[1]} nodes`);
  }
  return reason;
}
