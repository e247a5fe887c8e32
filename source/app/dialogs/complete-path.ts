import {readdir} from 'node:fs/promises';
import {homedir} from 'node:os';
import type {Completion} from './form.ts';

/** The folder of this person stands for `~`, as in a shell. */
export const withHome = (path: string): string =>
  path === '~' || path.startsWith('~/') ? `${homedir()}${path.slice(1)}` : path;

/** What a path that is being typed may become, by what is in its folder; hidden files only where a dot was typed. */
export const completePath = async (typed: string): Promise<Completion> => {
  const at = typed.lastIndexOf('/') + 1;
  const [folder, start] = [typed.slice(0, at), typed.slice(at)];
  try {
    const entries = await readdir(withHome(folder) || '.', {withFileTypes: true});
    const names = entries
      .map(entry => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .filter(name => name.startsWith(start) && (start.startsWith('.') || !name.startsWith('.')))
      .sort();
    return {text: folder + (names.length === 0 ? start : commonStart(names)), choices: names};
  } catch {
    // A folder that cannot be read offers nothing; what is wrong with it is told when the file is read.
    return {text: typed, choices: []};
  }
};

const commonStart = ([first = '', ...others]: readonly string[]): string =>
  others.reduce((start, name) => {
    let length = 0;
    while (length < start.length && start[length] === name[length]) length += 1;
    return start.slice(0, length);
  }, first);
