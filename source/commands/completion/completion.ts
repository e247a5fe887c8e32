import {nearest} from '../../domain/nearest.ts';
import type {RunCommand} from '../command.ts';
import {bashScript} from './bash.ts';
import {fishScript} from './fish.ts';
import {zshScript} from './zsh.ts';

const scripts: ReadonlyMap<string, () => string> = new Map([
  ['bash', bashScript],
  ['zsh', zshScript],
  ['fish', fishScript],
]);

/** Runs `medianest completion SHELL`. */
export const runCompletion: RunCommand = async ({operands}, ports) => {
  const [shell = ''] = operands;
  const script = scripts.get(shell);
  if (script === undefined) {
    const meant = nearest(shell, scripts.keys());
    const advice = meant === null ? `Shells: ${[...scripts.keys()].join(', ')}.` : `Did you mean "${meant}"?`;
    ports.err(`medianest completion: there is no completion for "${shell}". ${advice}\n`);
    return 2;
  }
  ports.out(script());
  return 0;
};
