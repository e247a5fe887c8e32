import type {Request} from './arguments/read-arguments.ts';
import type {CommandPorts, ConsoleExitCode, TerminalFacts} from './command.ts';
import type {ExitCode} from './exit-codes.ts';
import {asEngineFailure} from './failure.ts';
import {loadCommand} from './load-command.ts';
import {plainLine} from './output/paint.ts';

/** Runs a command; what an engine refused is told, not thrown. */
export async function runCommand(
  {entry, invocation}: Extract<Request, {kind: 'command'}>,
  ports: CommandPorts,
): Promise<ExitCode | ConsoleExitCode> {
  try {
    const run = await loadCommand(entry.name);
    const color = invocation.options.color && showsColors(ports.terminal);
    return await run({...invocation, options: {...invocation.options, color}}, ports);
  } catch (error) {
    const code = reportFailure(`medianest ${entry.name}`, error, ports);
    if (code === null) {
      throw error;
    }
    return code;
  }
}

function showsColors({outputIsTerminal, env}: TerminalFacts): boolean {
  const {NO_COLOR: noColor = '', TERM: term} = env;
  return outputIsTerminal && noColor === '' && term !== 'dumb';
}

/** Says what the engine said and what to try next. Null: it was no engine that failed. */
export function reportFailure(
  who: string,
  error: unknown,
  {err}: Pick<CommandPorts, 'err'>,
): ExitCode | null {
  const failure = asEngineFailure(error);
  if (failure === null) {
    return null;
  }
  err(`${who}: ${plainLine(failure.message)}\n${failure.hint === '' ? '' : `${plainLine(failure.hint)}\n`}`);
  return failure.kind === 'not-found' ? 1 : 3;
}

/** Says what is wrong with a command line. A monitoring system takes 2 for a critical swarm, so `check` ends with 3. */
export function refuseUsage(
  request: Extract<Request, {kind: 'wrong'}>,
  ports: Pick<CommandPorts, 'err'>,
): ExitCode {
  const {command, message} = request;
  ports.err(`medianest${command === null ? '' : ` ${command}`}: ${plainLine(message)}\n`);
  return command === 'check' || command === 'doctor' ? 3 : 2;
}
