import type {ShellSettings} from '../../config/shell-settings.ts';
import type {Node} from '../../domain/model/index.ts';

/** A command line that runs a program in a container of another node, by ssh and the docker CLI there. */
export function sshCommand(
  {hostname, address}: Pick<Node, 'hostname' | 'address'>,
  container: string,
  command: readonly string[],
  {ssh, user, host}: ShellSettings,
  isTerminal: boolean,
): readonly [string, readonly string[]] {
  const [program = 'ssh', ...options] = ssh.split(/\s+/).filter(word => word !== '');
  const remote = ['docker', 'exec', isTerminal ? '-it' : '-i', container, ...command].map(quoted).join(' ');
  const target = host === 'address' ? address : hostname;
  return [
    program,
    [...options, isTerminal ? '-t' : '-T', ...(user === '' ? [] : ['-l', user]), '--', target, remote],
  ];
}

/** As a shell on the other side takes it for one word. */
const quoted = (word: string): string =>
  /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
