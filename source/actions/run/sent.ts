/** What the engine answered to a call that changes something. `id`: of what was made. */
export interface Sent {
  readonly warnings: readonly string[];
  readonly id?: string;
}
