import {EngineError} from '../../engine/errors.ts';

/** Why no plan could be made, and what to do; anything but a fault of the engine is one of ours, and is thrown again. */
export const planFailure = (error: unknown): {readonly message: string; readonly hint: string} => {
  if (error instanceof EngineError) return {message: error.message, hint: error.hint};
  throw error;
};
