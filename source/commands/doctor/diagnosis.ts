/** One thing that the doctor looked at. */
export interface Diagnosis {
  readonly area: 'terminal' | 'connection' | 'permissions' | 'settings';
  readonly level: 'ok' | 'warning' | 'problem';
  /** What was found. */
  readonly what: string;
  /** What to do; empty when nothing is to be done. */
  readonly advice: string;
}
