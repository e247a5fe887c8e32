import {chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {asFileName} from '../../../../source/cluster/incident/incident-files.ts';
import {openIncidentShelf} from '../../../../source/cluster/incident/incident-shelf.ts';
import type {IncidentMark} from '../../../../source/domain/incident/incident.ts';
import {minuteMs, nowMs} from '../../../builders/objects.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shelf-'));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, {recursive: true, force: true});
});

const wish = (name: string, startedMs = nowMs): Omit<IncidentMark, 'id' | 'stoppedMs'> => ({
  ...{name, startedMs, startedBy: 'joe', context: 'default', host: 'unix:///x', cluster: 'c1', named: []},
});
const begun = (name: string, startedMs?: number): IncidentMark => {
  const outcome = openIncidentShelf(folder).begin(wish(name, startedMs));
  if (outcome.kind === 'problem') throw new Error(outcome.message);
  return outcome.mark;
};

describe('the shelf of incidents', () => {
  it('has none at first, and makes no folder for that', () => {
    const shelf = openIncidentShelf(folder);
    expect([shelf.open(), shelf.list()]).toEqual([null, []]);
    expect(existsSync(shelf.folder)).toBe(false);
  });

  it('holds one open incident at most, whoever began it', () => {
    const mark = begun('one');
    const other = openIncidentShelf(folder);
    expect(other.open()).toEqual(mark);
    expect(other.begin(wish('two'))).toMatchObject({
      kind: 'problem',
      message: expect.stringContaining('open already: "one"'),
    });
  });

  it('lists them newest first, and lets another begin when one was ended', () => {
    const shelf = openIncidentShelf(folder);
    expect(shelf.end(begun('one', nowMs - minuteMs), nowMs)).toBeNull();
    begun('two');
    expect(shelf.list().map(({name, stoppedMs}) => [name, stoppedMs])).toEqual([
      ['two', null],
      ['one', nowMs],
    ]);
  });

  it('takes what a crash left behind for no open incident', () => {
    begun('one');
    writeFileSync(join(folder, 'incidents', 'open'), '../../etc\n');
    const shelf = openIncidentShelf(folder);
    expect(shelf.open()).toBeNull();
    expect(shelf.begin(wish('two', nowMs + minuteMs)).kind).toBe('begun');
  });

  it('does not take a damaged mark for an incident', () => {
    const mark = begun('one');
    writeFileSync(join(folder, 'incidents', mark.id, 'incident.json'), '{"id": "one", "na');
    expect([openIncidentShelf(folder).open(), openIncidentShelf(folder).list()]).toEqual([null, []]);
  });

  it('says which folder cannot be written', () => {
    writeFileSync(join(folder, 'incidents'), 'a file where the folder should be');
    expect(openIncidentShelf(folder).begin(wish('one'))).toMatchObject({
      kind: 'problem',
      message: expect.stringMatching(/cannot be recorded: .*(EEXIST|ENOTDIR)/),
      hint: expect.stringContaining(join(folder, 'incidents')),
    });
  });

  it('lets one living program write the record, and another when that has died', () => {
    const mark = begun('one');
    const shelf = openIncidentShelf(folder);
    const path = join(folder, 'incidents', mark.id, 'recorder.pid');
    writeFileSync(path, String(process.ppid));
    expect(shelf.mayRecord(mark)).toBe(false);
    // Beyond the largest number that a process can have.
    writeFileSync(path, '99999999');
    expect(shelf.mayRecord(mark)).toBe(true);
    expect(shelf.mayRecord(mark)).toBe(true);
  });

  it('reads the files of an incident by their names, those in folders too', () => {
    const files = openIncidentShelf(folder).filesOf(begun('one'));
    mkdirSync(join(files.folder, 'logs'), {recursive: true});
    expect(files.write('logs/a.log', 'text')).toBeNull();
    expect(files.names()).toEqual(['incident.json', 'logs/a.log']);
    expect([files.read('logs/a.log'), files.read('logs/b.log')]).toEqual(['text', null]);
  });
});

describe('the name of a file', () => {
  it.each([
    ['shop_web', 'shop_web'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a b|c\u0000d', 'a-b-c-d'],
    ['..', 'unnamed'],
    ['監視', '監視'],
  ])('of %j leads nowhere else', (name, expected) => {
    expect(asFileName(name)).toBe(expected);
  });
});
