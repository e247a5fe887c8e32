import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';

/**
 * Finds a folder that is shipped with the program, such as `themes`, from a file of the program: the nearest one upwards
 * beside a package.json. Holds for the sources and for the built file alike.
 */
export function findShipped(folder: string, from: string): string | null {
  let here = from;
  for (;;) {
    if (existsSync(join(here, 'package.json'))) {
      const found = join(here, folder);
      return existsSync(found) ? found : null;
    }
    const above = dirname(here);
    if (above === here) {
      return null;
    }
    here = above;
  }
}
