import {basename, dirname, extname} from 'node:path';
import {faultInWords} from '../domain/fault-words.ts';
import {checkSettings, describeFault, readSettings} from './read-settings.ts';
import type {Settings} from './settings.ts';

/** What became of a save. */
export type SaveOutcome = {readonly kind: 'saved'} | {readonly kind: 'refused'; readonly reason: string};

/**
 * Writes the given settings, leaving all others in the file as they are. A faulty file is never written: its reader may
 * be mending it in an editor at this moment. The package behind it is slow to load, so it is loaded on the first save.
 */
export async function saveSettings(path: string, changes: Partial<Settings>): Promise<SaveOutcome> {
  const refusal = whyNotWritable(path);
  if (refusal !== null) {
    return {kind: 'refused', reason: refusal};
  }
  const written = withoutNulls(changes);
  // By our own shapes: to compile a schema for each save would hold up keys for 70 ms.
  const fault = checkSettings(path, JSON.stringify(written)).faults.find(each => each.level === 'error');
  if (fault !== undefined) {
    return {kind: 'refused', reason: `${fault.setting}: ${fault.message}`};
  }
  const {default: Conf} = await import('conf');
  // Looked at again: loading took a while, and the file is opened only while it is sound.
  const refusalNow = whyNotWritable(path);
  if (refusalNow !== null) {
    return {kind: 'refused', reason: refusalNow};
  }
  try {
    const file = new Conf<Record<string, unknown>>({
      cwd: dirname(path),
      configName: basename(path, extname(path)),
      fileExtension: extname(path).slice(1),
      projectSuffix: '',
      accessPropertiesByDotNotation: false,
      clearInvalidConfig: false,
      serialize: value => `${JSON.stringify(value, null, 2)}\n`,
    });
    file.set(written);
    return {kind: 'saved'};
  } catch (error) {
    return {kind: 'refused', reason: faultInWords(error)};
  }
}

function whyNotWritable(path: string): string | null {
  const fault = readSettings(path).faults.find(each => each.level === 'error');
  return fault === undefined ? null : `the settings file is faulty: ${describeFault(path, fault)}`;
}

// Null stands for "not set": in the file that is a name left out.
function withoutNulls(changes: Partial<Settings>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(changes, (_, value: unknown) => (value === null ? undefined : value)));
}
