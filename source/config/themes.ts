import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {nearest} from '../domain/nearest.ts';
import {isTheme, type Theme, themeProblems} from '../ui/theme.ts';
import {tones} from '../ui/tones.ts';
import {JsonFault, type JsonNode, parseJson, positionOf, toValue} from './json-source.ts';

/** A theme, or why there is none: each reason with file, line and column. */
export type ThemeReading =
  | {readonly kind: 'theme'; readonly theme: Theme; readonly path: string}
  | {readonly kind: 'faulty'; readonly path: string; readonly faults: readonly string[]}
  | {readonly kind: 'absent'; readonly reason: string};

/** The themes that there are, by the names of their files; the first folder that has one wins. */
export function listThemes(folders: readonly string[]): readonly string[] {
  const names = folders.flatMap(folder =>
    entriesOf(folder).flatMap(file => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : [])),
  );
  return [...new Set(names)].sort();
}

/** Reads the theme of a name from the first folder that has it: the person's own before the shipped ones. */
export function readTheme(name: string, folders: readonly string[]): ThemeReading {
  const known = listThemes(folders);
  // Looked up, never joined unseen: a name such as "../secrets" leads nowhere.
  const folder = known.includes(name)
    ? folders.find(each => entriesOf(each).includes(`${name}.json`))
    : undefined;
  if (folder === undefined) {
    const meant = nearest(name, known);
    const advice = meant === null ? `themes: ${known.join(', ') || 'none'}` : `did you mean "${meant}"?`;
    return {kind: 'absent', reason: `there is no theme "${name}"; ${advice}`};
  }
  const path = join(folder, `${name}.json`);
  try {
    return checkTheme(path, readFileSync(path, 'utf8'));
  } catch (error) {
    return {
      kind: 'faulty',
      path,
      faults: [`${path}: ${error instanceof Error ? error.message : String(error)}`],
    };
  }
}

/** Checks the text of a theme file. */
export function checkTheme(path: string, text: string): ThemeReading {
  const at = (offset: number) => {
    const {line, column} = positionOf(text, offset);
    return `${path}:${line}:${column}`;
  };
  try {
    const node = parseJson(text);
    const value = toValue(node);
    if (isTheme(value)) {
      return {kind: 'theme', theme: value, path};
    }
    const faults = themeProblems(value).map(problem => {
      const [section, name] = problem.path;
      const meant = section === 'tones' && problem.path.length === 2 && name ? nearest(name, tones) : null;
      const advice = meant === null || meant === name ? '' : `; did you mean "${meant}"?`;
      const subject = problem.path.length === 0 ? '' : `${problem.path.join('.')} `;
      return `${at(offsetAt(node, problem.path))}: ${subject}${problem.reason}${advice}`;
    });
    return {kind: 'faulty', path, faults};
  } catch (error) {
    if (error instanceof JsonFault) {
      return {kind: 'faulty', path, faults: [`${at(error.offset)}: ${error.message}`]};
    }
    throw error;
  }
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Where the deepest part of a path that is in the file begins. */
function offsetAt(node: JsonNode, path: readonly string[]): number {
  let current = node;
  let {offset} = node;
  for (const key of path) {
    const member = current.kind === 'object' ? current.members.find(each => each.key === key) : undefined;
    if (member === undefined) {
      break;
    }
    offset = member.offset;
    current = member.value;
  }
  return offset;
}
