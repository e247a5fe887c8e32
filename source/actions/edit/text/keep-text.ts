import {mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** Keeps a text that came to nothing where its owner alone can read it; resolves to the file, null where that failed. */
export async function keepText(text: string, name: string): Promise<string | null> {
  try {
    const folder = await mkdtemp(join(tmpdir(), 'medianest-kept-'));
    const file = join(folder, name.replaceAll(/[^\w.-]/g, '_'));
    await writeFile(file, text, {mode: 0o600, flag: 'wx'});
    return file;
  } catch {
    return null;
  }
}
