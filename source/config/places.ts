import {homedir} from 'node:os';
import {isAbsolute, join} from 'node:path';

/** Where MediaNest keeps its files, by the XDG base directory rules on every system. */
export interface Places {
  readonly settingsFile: string;
  readonly themesFolder: string;
  readonly logFile: string;
  readonly stateFolder: string;
}

/** The variables of the process environment that decide. */
export interface PlacesEnvironment {
  readonly HOME?: string | undefined;
  readonly XDG_CONFIG_HOME?: string | undefined;
  readonly XDG_STATE_HOME?: string | undefined;
  readonly [name: string]: string | undefined;
}

/** Finds the places; `env` is the process environment. */
export function findPlaces(env: PlacesEnvironment): Places {
  const home = env.HOME || homedir();
  // The XDG rules: a relative path is invalid and to be ignored.
  const base = (value: string | undefined, fallback: string) =>
    value !== undefined && isAbsolute(value) ? value : join(home, fallback);
  const configFolder = join(base(env.XDG_CONFIG_HOME, '.config'), 'medianest');
  const stateFolder = join(base(env.XDG_STATE_HOME, '.local/state'), 'medianest');
  return {
    settingsFile: join(configFolder, 'settings.json'),
    themesFolder: join(configFolder, 'themes'),
    logFile: join(stateFolder, 'medianest.log'),
    stateFolder,
  };
}
