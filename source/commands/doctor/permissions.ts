import {accessSync, constants, existsSync, statSync} from 'node:fs';
import {dirname} from 'node:path';
import {findPlaces} from '../../config/places.ts';
import {faultInWords} from '../../domain/fault-words.ts';
import type {TerminalFacts} from '../command.ts';
import type {Diagnosis} from './diagnosis.ts';

/** Looks whether our own files can be written. */
export function diagnoseFiles({env}: TerminalFacts): readonly Diagnosis[] {
  const places = findPlaces(env);
  const wanted = [
    {what: 'settings', path: places.settingsFile},
    {what: 'the log', path: places.logFile},
  ];
  return wanted.map(({what, path}) => {
    const hindrance = whyNotWritable(path);
    return hindrance === null
      ? {area: 'permissions', level: 'ok', what: `${what} can be written: ${path}`, advice: ''}
      : {
          area: 'permissions',
          level: 'warning',
          what: `${what} cannot be written: ${hindrance}`,
          advice:
            'Give yourself the right to write there, or set XDG_CONFIG_HOME and XDG_STATE_HOME elsewhere.',
        };
  });
}

/** Asks the file itself, or the nearest folder above it that exists, in which it would be made. */
function whyNotWritable(path: string): string | null {
  let here = path;
  while (!existsSync(here)) {
    here = dirname(here);
  }
  try {
    if (here !== path && !statSync(here).isDirectory()) {
      return `${here} is no folder`;
    }
    accessSync(here, constants.W_OK);
    return null;
  } catch (error) {
    return faultInWords(error);
  }
}
