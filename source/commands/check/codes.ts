/** What monitoring systems take the exit codes of a check for. */
export const codeWords = {0: 'OK', 1: 'WARNING', 2: 'CRITICAL', 3: 'UNKNOWN'} as const;
export type CheckCode = keyof typeof codeWords;

/** Critical before unknown before warning, because what is not known may be worse than a warning. */
const order: readonly CheckCode[] = [0, 1, 3, 2];

export const worstCode = (codes: readonly CheckCode[]): CheckCode =>
  codes.reduce<CheckCode>((worst, code) => (order.indexOf(code) > order.indexOf(worst) ? code : worst), 0);
