import {EngineError} from '../errors.ts';

/** The engine that is meant cannot be told, or its address cannot be used as it is. */
export const discoveryError = (target: string, message: string, hint: string): EngineError =>
  new EngineError('rejected', message, {operation: 'find the engine', target, hint});
