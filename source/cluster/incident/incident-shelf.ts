import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {faultInWords} from '../../domain/fault-words.ts';
import type {IncidentMark} from '../../domain/incident/incident.ts';
import {readBack} from '../../domain/read-back.ts';
import {asFileName, type IncidentFiles, incidentFilesIn} from './incident-files.ts';

/** What came of asking to begin an incident. */
export type BegunIncident =
  | {readonly kind: 'begun'; readonly mark: IncidentMark}
  | {readonly kind: 'problem'; readonly message: string; readonly hint: string};

/** All incidents of this machine's user. One is open at most. */
export interface IncidentShelf {
  readonly folder: string;
  begin(wish: Omit<IncidentMark, 'id' | 'stoppedMs'>): BegunIncident;
  /** The one that is open; null when none is. */
  open(): IncidentMark | null;
  /** Newest first. */
  list(): readonly IncidentMark[];
  filesOf(mark: Pick<IncidentMark, 'id'>): IncidentFiles;
  /** Takes the record over, unless another program that lives writes it. */
  mayRecord(mark: IncidentMark): boolean;
  /** Notes that it was stopped. Null: noted. */
  end(mark: IncidentMark, stoppedMs: number): string | null;
}

const markName = 'incident.json';
/** Holds the number of the process that writes the record. */
const recorderName = 'recorder.pid';
/** Holds the name of the open incident's folder; made exclusively, so that two cannot begin at once. */
const openName = 'open';

export const openIncidentShelf = (stateFolder: string): IncidentShelf => {
  const folder = join(stateFolder, 'incidents');
  const openPath = join(folder, openName);
  const filesOf = ({id}: Pick<IncidentMark, 'id'>) => incidentFilesIn(join(folder, id));
  const read = (id: string): IncidentMark | null => readBack(filesOf({id}).read(markName) ?? '', isMark);
  const open = (): IncidentMark | null => {
    const id = readText(openPath)?.trim() ?? '';
    const mark = id === '' || id !== asId(id) ? null : read(id);
    return mark === null || mark.stoppedMs !== null ? null : mark;
  };

  return {
    folder,
    filesOf,
    open,
    begin(wish) {
      const present = open();
      if (present !== null) return alreadyOpen(present);
      const stamp = new Date(wish.startedMs).toISOString().slice(0, 19).replaceAll(':', '-');
      const mark: IncidentMark = {...wish, id: `${stamp}-${asFileName(wish.name)}`, stoppedMs: null};
      try {
        mkdirSync(folder, {recursive: true, mode: 0o700});
        // What a crash left behind names no open incident.
        rmSync(openPath, {force: true});
        writeFileSync(openPath, `${mark.id}\n`, {flag: 'wx', mode: 0o600});
      } catch (error) {
        const other = open();
        return other === null ? cannotWrite(folder, faultInWords(error)) : alreadyOpen(other);
      }
      const fault = filesOf(mark).write(markName, markText(mark));
      if (fault === null) return {kind: 'begun', mark};
      rmSync(openPath, {force: true});
      return cannotWrite(folder, fault);
    },
    list: () =>
      foldersIn(folder)
        .map(read)
        .filter(mark => mark !== null)
        .sort((a, b) => b.startedMs - a.startedMs),
    mayRecord(mark) {
      const files = filesOf(mark);
      const pid = Number(files.read(recorderName) ?? 'NaN');
      if (pid === process.pid) return true;
      if (Number.isInteger(pid) && isAlive(pid)) return false;
      return files.write(recorderName, String(process.pid)) === null;
    },
    end(mark, stoppedMs) {
      const fault = filesOf(mark).write(markName, markText({...mark, stoppedMs}));
      if (fault === null && readText(openPath)?.trim() === mark.id) rmSync(openPath, {force: true});
      return fault;
    },
  };
};

const markText = (mark: IncidentMark): string => `${JSON.stringify(mark, null, 2)}\n`;

/** A process of another user lives, too. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** A folder's name that leads nowhere else. */
const asId = (id: string): string => id.replace(/[/\\]|\.\./g, '');

const alreadyOpen = (mark: IncidentMark): BegunIncident => ({
  kind: 'problem',
  message: `an incident is open already: "${mark.name}", since ${new Date(mark.startedMs).toISOString()}`,
  hint: 'Stop it first: medianest incident stop.',
});

const cannotWrite = (folder: string, fault: string): BegunIncident => ({
  kind: 'problem',
  message: `the incident cannot be recorded: ${fault}`,
  hint: `It needs a folder that can be written and some free space: ${folder}. XDG_STATE_HOME names another.`,
});

const readText = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

const foldersIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder, {withFileTypes: true})
      .filter(entry => entry.isDirectory())
      .map(({name}) => name);
  } catch {
    return [];
  }
};

/** Our own file: what has the fields that decide is taken for a mark. */
const isMark = (value: unknown): value is IncidentMark =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'name' in value &&
  'startedMs' in value &&
  typeof value.startedMs === 'number' &&
  'stoppedMs' in value &&
  'named' in value;
