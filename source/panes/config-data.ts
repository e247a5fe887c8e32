import {maskVariable} from '../domain/masking/masking.ts';
import {textAt} from './json.ts';

const isBase64 = (data: string): boolean => /^[a-z\d+/]*={0,2}$/i.test(data) && data.length % 4 === 0;

const decoded = (base64: string): string | null => {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return null;
  }
};

/**
 * The data of a config, line by line, with what looks like a password in a line `NAME=value` masked; `not-text` where
 * it is not readable, null where the engine's JSON has none.
 */
export const configText = (raw: unknown): readonly string[] | 'not-text' | null => {
  const data = textAt(raw, 'Spec', 'Data');
  if (data === '') return null;
  const content = isBase64(data) ? decoded(data) : null;
  return content === null ? 'not-text' : content.replace(/\n$/, '').split('\n').map(maskVariable);
};
