import type {Environment} from '../capabilities.ts';
import type {Child} from './run-child.ts';

/** The first that is set to something. */
function firstSet(env: Environment, names: readonly string[], otherwise: string): string {
  for (const name of names) {
    const value = env[name]?.trim() ?? '';
    if (value !== '') return value;
  }
  return otherwise;
}

/** What people set may hold arguments of its own (`code --wait`), so that a shell takes it apart, as git and crontab do. */
function inShell(program: string, args: readonly string[]): Pick<Child, 'file' | 'args'> {
  return {file: 'sh', args: ['-c', `${program} "$@"`, program, ...args]};
}

/** The editor that the person chose, on a file. */
export function editorChild(env: Environment, file: string): Child {
  return inShell(firstSet(env, ['VISUAL', 'EDITOR'], 'vi'), [file]);
}

/** The pager that the person chose, on a text. */
export function pagerChild(env: Environment, text: string): Child {
  return {...inShell(firstSet(env, ['PAGER'], 'less'), []), input: text};
}

/**
 * This program once more, with other arguments. A failure stays on the screen until it was read: what comes back paints
 * over it.
 */
export function ownChild(args: readonly string[]): Child {
  const [, script = ''] = process.argv;
  const own = [process.execPath, ...process.execArgv, script, ...args];
  const wait = 'printf "\\n(press Enter to go back) "; read -r answer';
  return {
    file: 'sh',
    args: [
      '-c',
      `"$@"; code=$?; case $code in 1|3|4|70|126|127|255) ${wait};; esac; exit $code`,
      'sh',
      ...own,
    ],
  };
}
