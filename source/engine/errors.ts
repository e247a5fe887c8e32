/** Every way in which a call to an engine can fail, by what it means for the operator. */
export type EngineErrorKind =
  | 'unreachable'
  | 'unauthorised'
  | 'not-a-manager'
  | 'no-swarm'
  | 'locked'
  | 'certificate-expired'
  | 'no-quorum'
  | 'not-found'
  | 'version-conflict'
  | 'rejected'
  | 'timed-out'
  | 'aborted'
  | 'unexpected';

/** A failed engine call: what was tried (`operation`), on what (`target`), what the engine said, and what to try next. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly kind: EngineErrorKind;
  readonly operation: string;
  readonly target: string;
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** The next step for the operator, one sentence. */
  readonly hint: string;

  constructor(
    kind: EngineErrorKind,
    message: string,
    detail: {operation: string; target: string; status?: number | null; hint: string; cause?: unknown},
  ) {
    super(message, {cause: detail.cause});
    this.kind = kind;
    this.operation = detail.operation;
    this.target = detail.target;
    this.status = detail.status ?? null;
    this.hint = detail.hint;
  }
}
