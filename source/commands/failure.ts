/** A call to an engine that failed, as far as commands need to know it. */
export interface EngineFailure {
  readonly kind: string;
  readonly message: string;
  /** The next step for the operator; empty when there is none. */
  readonly hint: string;
}

/** Tells an engine's failure from a fault of our own, by its name: this folder does not load the engine's code. */
export function asEngineFailure(error: unknown): EngineFailure | null {
  if (!(error instanceof Error) || error.name !== 'EngineError') {
    return null;
  }
  const kind = 'kind' in error && typeof error.kind === 'string' ? error.kind : 'unexpected';
  const hint = 'hint' in error && typeof error.hint === 'string' ? error.hint : '';
  return {kind, message: error.message, hint};
}
