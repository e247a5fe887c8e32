import {EngineError} from '../../engine/errors.ts';
import type {RunnerParts} from './run.ts';

/** What is told of an action whose swarm is not the one that is connected any more. */
export const leftWords = 'another context was chosen meanwhile; what became of it was not seen';

/**
 * The same parts for one action: it is about the swarm in which it was begun. Once another context is chosen, engine and
 * store are another swarm's, in which an id that is not there would look like something that was removed.
 */
export function boundParts(parts: RunnerParts): RunnerParts {
  const {context} = parts.where();
  const hasLeft = () => parts.where().context !== context;
  return {
    ...parts,
    hasLeft,
    engine() {
      if (!hasLeft()) return parts.engine();
      throw new EngineError('aborted', `This is about context ${context}: ${leftWords}.`, {
        operation: 'act',
        target: context,
        hint: 'Look at it there.',
      });
    },
  };
}
