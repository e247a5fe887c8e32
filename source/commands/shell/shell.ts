import type {Snapshot} from '../../cluster/cluster.ts';
import {whyLocked} from '../../config/why-locked.ts';
import type {Source} from '../../domain/freshness.ts';
import type {CommandPorts, RunCommand} from '../command.ts';
import {look} from '../look.ts';
import {plainLine} from '../output/paint.ts';
import {findContainer} from './find-container.ts';
import {sshCommand} from './ssh-command.ts';
import {sshTrouble} from './ssh-trouble.ts';

const sources: readonly Source[] = ['engine', 'nodes', 'services', 'tasks', 'containers'];

/** bash where there is one. */
const ownShell = ['sh', '-c', 'command -v bash >/dev/null 2>&1 && exec bash || exec sh'];
/** What an engine and ssh say where the program is not there. */
const notStarted: ReadonlySet<number> = new Set([126, 127]);

/** Enough for a reason; a program may write for hours. */
const mostSaid = 4_096;

/** Runs `medianest shell TASK|SERVICE|CONTAINER [-- COMMAND...]`. Ends with what the program ends with. */
export const runShell: RunCommand = (invocation, ports) =>
  look(invocation, ports, sources, async snapshot => {
    const [wanted = '', ...given] = invocation.operands;
    const problem = (message: string, code: number) => {
      ports.err(`medianest shell: ${plainLine(message)}\n`);
      return code;
    };
    const reading = ports.readSettings();
    const {context} = snapshot.endpoint;
    const locked = whyLocked(context, invocation.options.act.readOnly, reading);
    if (locked !== null) return problem(locked, 4);
    const found = findContainer(snapshot.store, wanted);
    if (found.kind === 'problem') return problem(found.message, 1);
    const {inputIsTerminal, outputIsTerminal} = ports.terminal;
    const isTerminal = inputIsTerminal && outputIsTerminal;
    const command = given.length === 0 ? ownShell : given;
    const {container, name, node} = found;
    const {shell} = reading.settings;
    const {code, said} =
      node === null
        ? {code: await inContainer(snapshot, container, command, isTerminal, ports), said: ''}
        : await bySsh(sshCommand(node, container, command, shell, isTerminal), ports);
    const trouble = node === null ? null : sshTrouble(code, said, node, shell);
    if (trouble !== null) return problem(trouble, code);
    if (node !== null && given.length === 0 && notStarted.has(code)) {
      const {hostname} = node;
      return problem(
        `${name} has no shell, or ${hostname} has no docker CLI (${code}): the line above tells which`,
        code,
      );
    }
    if (given.length === 0 && notStarted.has(code)) {
      return problem(
        `${name} has no shell (${code}), as images without a system have none: name a program that it has, medianest shell ${wanted} -- PROGRAM`,
        code,
      );
    }
    return code;
  });

/** A program that was not started says so on its output, which is read before. */
async function inContainer(
  {openExec}: Snapshot,
  container: string,
  command: readonly string[],
  isTerminal: boolean,
  {terminal: {columns, rows, env}, attach}: CommandPorts,
): Promise<number> {
  const {TERM: term = 'xterm'} = env;
  const session = await openExec({
    container,
    command,
    size: isTerminal ? {columns: columns ?? 80, rows: rows ?? 24} : null,
    ...(isTerminal ? {env: [`TERM=${term}`]} : {}),
  });
  await attach(session, isTerminal);
  return (await session.exitCode()) ?? 0;
}

/** `said`: the end of what ssh, or what it started, wrote to standard error. */
async function bySsh(
  [file, args]: readonly [string, readonly string[]],
  {runChild, err}: CommandPorts,
): Promise<{readonly code: number; readonly said: string}> {
  let said = '';
  const end = await runChild(file, args, text => {
    said = (said + text).slice(-mostSaid);
  });
  if (end.kind === 'exited') return {code: end.code, said};
  err(`medianest shell: ${end.kind === 'failed' ? end.reason : `it was ended by ${end.signal}`}\n`);
  return {code: 3, said: ''};
}
