import {faultInWords} from '../domain/fault-words.ts';
import {EngineError} from '../engine/errors.ts';

/** What a failed switch to another context means for the person who asked for it; null: another one was chosen meanwhile. */
export const switchFailure = (error: unknown): {readonly message: string; readonly hint: string} | null => {
  if (error instanceof EngineError)
    return error.kind === 'aborted' ? null : {message: error.message, hint: error.hint};
  return {message: faultInWords(error), hint: ''};
};
