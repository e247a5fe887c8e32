import {readFileSync} from 'node:fs';
import {faultInWords} from '../domain/fault-words.ts';
import {JsonFault, parseJson, positionOf} from './json-source.ts';
import {defaultSettings, type Settings, settingsShape} from './settings.ts';

/** Something wrong in a file of ours. An `error` stops every save; a `warning` does not. */
export interface SettingsFault {
  readonly level: 'error' | 'warning';
  /** Counted from 1; 0 when it is about the file as a whole. */
  readonly line: number;
  readonly column: number;
  /** E.g. `poll.movingMs`; empty when it is about the file as a whole. */
  readonly setting: string;
  readonly message: string;
}

/** The settings in force and what is wrong with their file. */
export interface SettingsReading {
  readonly path: string;
  /** False: there is no file, which is fine. */
  readonly exists: boolean;
  readonly settings: Settings;
  /** In the order of the file. */
  readonly faults: readonly SettingsFault[];
  /** Whether the file may be written: no fault of level `error`. */
  readonly sound: boolean;
}

/** Reads and checks a settings file. Never throws, never writes. */
export function readSettings(path: string): SettingsReading {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    // ENOTDIR: a file stands where the folder would be; then there are no settings either.
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return {path, exists: false, settings: defaultSettings, faults: [], sound: true};
    }
    const reason = faultInWords(error);
    return unreadable(path, {level: 'error', line: 0, column: 0, setting: '', message: reason});
  }
  return checkSettings(path, text);
}

/** Checks the text of a settings file. A faulty value falls back to its default; the others hold. */
export function checkSettings(path: string, text: string): SettingsReading {
  const faults: SettingsFault[] = [];
  const complain = (level: SettingsFault['level'], offset: number, setting: string, message: string) => {
    faults.push({level, ...positionOf(text, offset), setting, message});
  };
  try {
    const settings = settingsShape.read(parseJson(text), '', complain);
    const sound = !faults.some(fault => fault.level === 'error');
    faults.sort((a, b) => a.line - b.line || a.column - b.column);
    if (settings === undefined) {
      return {path, exists: true, settings: lockedDefaults, faults, sound: false};
    }
    return {path, exists: true, settings: keepLocks(settings, faults), faults, sound};
  } catch (error) {
    if (!(error instanceof JsonFault)) {
      throw error;
    }
    const position = positionOf(text, error.offset);
    return unreadable(path, {level: 'error', ...position, setting: '', message: error.message});
  }
}

/** One line for people: `settings.json:3:12: theme must be …`. */
export function describeFault(path: string, fault: SettingsFault): string {
  const place = fault.line === 0 ? path : `${path}:${fault.line}:${fault.column}`;
  const subject = fault.setting === '' ? '' : `${fault.setting}: `;
  return `${place}: ${subject}${fault.message}`;
}

// A file that cannot be understood may have asked for read-only, and losing that lock would be the worse mistake.
const lockedDefaults: Settings = {...defaultSettings, readOnly: true};

function unreadable(path: string, fault: SettingsFault): SettingsReading {
  return {path, exists: true, settings: lockedDefaults, faults: [fault], sound: false};
}

/** A lock that was set wrongly, anywhere, locks. */
function keepLocks(settings: Settings, faults: readonly SettingsFault[]): Settings {
  const lost = faults.some(
    fault =>
      fault.level === 'error' && (fault.setting === 'contexts' || /(^|\.)readOnly$/.test(fault.setting)),
  );
  return lost ? {...settings, readOnly: true} : settings;
}
