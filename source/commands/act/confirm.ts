import type {Plan} from '../../actions/plan/plan.ts';
import type {ActOptions} from '../arguments/read-act.ts';
import type {CommandPorts} from '../command.ts';
import {plainLine} from '../output/paint.ts';

/** Whether a plan may be carried out; the reason where it may not. */
export type Confirmation = {readonly kind: 'yes'} | {readonly kind: 'no'; readonly reason: string};

const yes: Confirmation = {kind: 'yes'};

/** Asks as much as the risk of the plan wants: nothing, yes or no, or the name. On a pipe nobody can be asked. */
export async function confirm(
  {risk, object}: Pick<Plan, 'risk' | 'object'>,
  options: ActOptions,
  {terminal, askPerson}: Pick<CommandPorts, 'terminal' | 'askPerson'>,
): Promise<Confirmation> {
  if (risk === 'safe') return yes;
  const name = plainLine(object.name);
  if (risk === 'destructive') {
    if (options.confirm !== null) {
      return options.confirm === object.name
        ? yes
        : {kind: 'no', reason: `--confirm "${options.confirm}" is not its name, ${name}`};
    }
    if (!terminal.inputIsTerminal) return {kind: 'no', reason: `this needs --confirm ${name}`};
    const typed = await askPerson(`Type the name (${name}) to go on: `);
    return typed.trim() === object.name ? yes : {kind: 'no', reason: 'the name was not typed'};
  }
  if (options.yes || options.confirm === object.name) return yes;
  if (!terminal.inputIsTerminal) return {kind: 'no', reason: 'this stops or moves tasks and needs --yes'};
  const answer = await askPerson('Go on? [y/N] ');
  return /^\s*y(es)?\s*$/i.test(answer) ? yes : {kind: 'no', reason: 'not confirmed'};
}
