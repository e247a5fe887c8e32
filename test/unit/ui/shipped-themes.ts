import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {isTheme, type Theme} from '../../../source/ui/theme.ts';

const folder = path.join(import.meta.dirname, '../../../themes');

/** Every theme that is shipped, in the order of the names. */
export const shippedThemes: readonly Theme[] = readdirSync(folder)
  .map(file => {
    const value: unknown = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    if (!isTheme(value)) throw new Error(`${file} is not a theme`);
    return value;
  })
  .sort((a, b) => (a.name < b.name ? -1 : 1));
