import {appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {isSameActor} from '../../../../source/actions/journal/actor.ts';
import {createFileJournal} from '../../../../source/actions/journal/file-journal.ts';
import {lastUndoable} from '../../../../source/actions/journal/journal.ts';
import type {JournalRecord} from '../../../../source/actions/journal/record.ts';

const aRecord = (id: string, part: Partial<JournalRecord> = {}): JournalRecord => ({
  id,
  startedAt: '2026-11-23T12:00:00.000Z',
  endedAt: null,
  durationMs: null,
  who: {user: 'ann', sudoUser: '', sshConnection: ''},
  where: {context: 'default', host: 'unix:///var/run/docker.sock', cluster: 'c1'},
  title: `scale ${id}`,
  action: 'scale',
  object: {kind: 'service', id: 's1', name: 'web'},
  steps: [],
  risk: 'safe',
  warnings: [],
  commands: [],
  result: {kind: 'done', message: ''},
  undo: {kind: 'update-service', id: 's1', name: 'web', changes: []},
  undoOf: null,
  ...part,
});

describe('the journal in a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'journal-'));
  });
  afterEach(() => rmSync(folder, {recursive: true}));
  const path = () => join(folder, 'state', 'journal.jsonl');

  it('is only added to, can be read by its owner alone, and shows each action as it ended', () => {
    const journal = createFileJournal(path());
    expect(journal.list()).toEqual([]);
    const started = aRecord('a', {result: {kind: 'started', message: ''}});
    for (const record of [started, aRecord('b'), aRecord('a')]) expect(journal.append(record)).toBeNull();
    expect(readFileSync(path(), 'utf8').trimEnd().split('\n')).toHaveLength(3);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'state')).mode & 0o777).toBe(0o700);
    expect(journal.list().map(({id, result}) => `${id} ${result.kind}`)).toEqual(['a done', 'b done']);
  });

  it('keeps showing what a crash interrupted, and skips a line that a full disk cut off', () => {
    const journal = createFileJournal(path());
    journal.append(aRecord('a', {result: {kind: 'started', message: ''}}));
    appendFileSync(path(), '{"id":"b","start\nnull\n7\n');
    journal.append(aRecord('c'));
    expect(journal.list().map(({id, result}) => `${id} ${result.kind}`)).toEqual(['a started', 'c done']);
  });

  it('begins a line of its own after one that was cut off', () => {
    const journal = createFileJournal(path());
    journal.append(aRecord('a'));
    appendFileSync(path(), '{"id":"b","start');
    expect(journal.append(aRecord('c'))).toBeNull();
    expect(journal.list().map(({id}) => id)).toEqual(['a', 'c']);
  });

  it('says why it cannot be read instead of failing, and that nothing is wrong before it is begun', () => {
    expect(createFileJournal(path()).readFault()).toBeNull();
    const blocked = createFileJournal(folder);
    expect(blocked.list()).toEqual([]);
    expect(blocked.readFault()).toMatch(/EISDIR/);
  });

  it('says why it cannot be written instead of failing', () => {
    writeFileSync(join(folder, 'file'), '');
    const below = join(folder, 'file', 'journal.jsonl');
    expect(createFileJournal(below).append(aRecord('a'))).toMatch(/journal\.jsonl: .*(EEXIST|ENOTDIR)/);
  });
});

describe('the action to take back', () => {
  it('is the last of this swarm that changed something and was not taken back', () => {
    const done = [
      aRecord('a'),
      aRecord('b', {result: {kind: 'failed', message: ''}}),
      aRecord('elsewhere', {where: {context: 'x', host: 'x', cluster: 'c2'}}),
      aRecord('refused', {result: {kind: 'refused', message: ''}}),
      aRecord('final', {undo: null}),
    ];
    expect(lastUndoable(done, 'c1')?.id).toBe('b');
    expect(lastUndoable([...done, aRecord('z', {undoOf: 'b'})], 'c1')?.id).toBe('a');
    expect(lastUndoable([], 'c1')).toBeNull();
  });

  it('is that of one person where several act as the same user, whatever was done since by others', () => {
    const bob = {user: 'root', sudoUser: 'bob', sshConnection: '192.0.2.8 1 192.0.2.1 22'};
    const ann = {user: 'root', sudoUser: 'ann', sshConnection: '192.0.2.7 1 192.0.2.1 22'};
    const records = [aRecord('a', {who: ann}), aRecord('b', {who: bob})];
    const annAgain = {...ann, sshConnection: '192.0.2.7 2 192.0.2.1 22'};
    const isAnns = ({who}: JournalRecord) => isSameActor(who, annAgain);
    expect(lastUndoable(records, 'c1', isAnns)?.id).toBe('a');
    expect(lastUndoable([...records, aRecord('c', {who: bob, undoOf: 'a'})], 'c1', isAnns)).toBeNull();
  });
});
