import {readdirSync, readFileSync, statSync, watch} from 'node:fs';
import {join} from 'node:path';
import {faultInWords} from '../domain/fault-words.ts';
import {nearest} from '../domain/nearest.ts';
import {isTheme, type Theme, themeProblems} from '../ui/theme.ts';
import {tones} from '../ui/tones.ts';
import {JsonFault, type JsonNode, parseJson, positionOf, toValue} from './json-source.ts';

/** A theme, or why there is none: each reason with file, line and column. */
export type ThemeReading =
  | {readonly kind: 'theme'; readonly theme: Theme; readonly path: string}
  | {readonly kind: 'faulty'; readonly path: string; readonly faults: readonly string[]}
  | {readonly kind: 'absent'; readonly reason: string};

/** The word of the settings that leaves the choice to the terminal's background. */
export const automatic = 'auto';

/** The theme that a name of the settings stands for; where the terminal tells nothing, it is taken for a dark one. */
export function themeFor(name: string, background: 'dark' | 'light' | null): string {
  if (name !== automatic) return name;
  return background === 'light' ? 'light' : 'dark';
}

/** Bytes; hundreds of times what a theme needs. */
const largestFile = 256 * 1024;

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
    const reason = whyNotRead(path);
    if (reason !== null) return {kind: 'faulty', path, faults: [`${path}: ${reason}`]};
    return checkTheme(path, readFileSync(path, 'utf8'));
  } catch (error) {
    return {kind: 'faulty', path, faults: [`${path}: ${faultWords(error)}`]};
  }
}

/** Calls when a file of the folder changed, until stopped. Where nothing can be watched it never calls. */
export function watchThemes(folder: string, onChange: () => void): () => void {
  try {
    const watcher = watch(folder, {persistent: false}, onChange);
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => undefined;
  }
}

/** Looked at before it is opened: reading a named pipe would never end. */
function whyNotRead(path: string): string | null {
  const found = statSync(path);
  if (!found.isFile()) return 'it is no file';
  return found.size > largestFile ? `it is larger than ${largestFile / 1024} KB, which no theme is` : null;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  ELOOP: 'it is a link that leads back to itself',
  ENOENT: 'it is a link to a file that is not there',
};

function faultWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? faultInWords(error);
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
    const colors = paletteNames(value);
    const faults = themeProblems(value).map(problem => {
      const subject = problem.path.length === 0 ? '' : `${problem.path.join('.')} `;
      return `${at(offsetAt(node, problem.path))}: ${subject}${problem.reason}${advice(node, problem.path, colors)}`;
    });
    return {kind: 'faulty', path, faults};
  } catch (error) {
    if (error instanceof JsonFault) {
      return {kind: 'faulty', path, faults: [`${at(error.offset)}: ${error.message}`]};
    }
    throw error;
  }
}

const paletteNames = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null && 'palette' in value && typeof value.palette === 'object'
    ? Object.keys(value.palette ?? {})
    : [];

/** The name that was probably meant where a tone or a colour is not known. */
function advice(node: JsonNode, path: readonly string[], colors: readonly string[]): string {
  const [section, name, field] = path;
  if (section !== 'tones' || name === undefined) return '';
  const isColor = field === 'fg' || field === 'bg';
  if (field !== undefined && !isColor) return '';
  const written = isColor ? textAt(node, path) : name;
  const meant = written === null ? null : nearest(written, isColor ? colors : tones);
  return meant === null || meant === written ? '' : `; did you mean "${meant}"?`;
}

function textAt(node: JsonNode, path: readonly string[]): string | null {
  let current: JsonNode | undefined = node;
  for (const key of path) {
    current = current?.kind === 'object' ? current.members.find(each => each.key === key)?.value : undefined;
  }
  return current?.kind === 'string' ? current.value : null;
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
