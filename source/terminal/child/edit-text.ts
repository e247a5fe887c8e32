import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {Environment} from '../capabilities.ts';
import {editorChild} from './programs.ts';
import {type Child, type ChildEnd, childTrouble} from './run-child.ts';

/** What came back from the editor. */
export type Edited =
  | {readonly kind: 'edited'; readonly text: string}
  | {readonly kind: 'unchanged'}
  | {readonly kind: 'failed'; readonly reason: string};

export interface EditRequest {
  readonly text: string;
  /** Name of the file, by whose ending editors choose how to show it, e.g. `web.yaml`. */
  readonly name: string;
  readonly env: Environment;
}

/**
 * Lets the person change a text in their editor. The file can be read by them alone and is removed in the end; a text
 * is given back only if the editor ended well, since leaving it with an error is how people take an edit back.
 */
export async function editText(
  {text, name, env}: EditRequest,
  handOver: (child: Child) => Promise<ChildEnd>,
): Promise<Edited> {
  let folder: string | null = null;
  try {
    folder = await mkdtemp(path.join(tmpdir(), 'medianest-edit-'));
    const file = path.join(folder, safeName(name));
    await writeFile(file, text, {mode: 0o600});
    const trouble = childTrouble(await handOver(editorChild(env, file)), '$VISUAL or $EDITOR');
    if (trouble !== null) return {kind: 'failed', reason: `the editor: ${trouble}`};
    const edited = await readFile(file, 'utf8');
    return edited === text ? {kind: 'unchanged'} : {kind: 'edited', text: edited};
  } catch (error) {
    return {kind: 'failed', reason: error instanceof Error ? error.message : String(error)};
  } finally {
    if (folder !== null) await rm(folder, {recursive: true, force: true});
  }
}

/** Names come from the swarm, and may hold anything. */
function safeName(name: string): string {
  const safe = name.replaceAll(/[^\w.-]/g, '_').slice(-100);
  return /^\.*$/.test(safe) ? 'text' : safe.replace(/^-/, '_');
}
