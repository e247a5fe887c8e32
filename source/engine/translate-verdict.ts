import type {EngineErrorKind} from './errors.ts';

/** What a failure means, in words for the operator. */
export interface Verdict {
  readonly kind: EngineErrorKind;
  readonly message: string;
  readonly hint: string;
}
