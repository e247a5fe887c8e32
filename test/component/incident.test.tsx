import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {openIncidentDesk} from '../../source/cluster/incident/incident-desk.ts';
import {anEngineInfo} from '../builders/objects.ts';
import {until as untilWithin} from '../until.ts';
import {consolesOfTests, shop} from './console-harness.tsx';

const open = consolesOfTests();
const until = (what: string, holds: () => boolean) => untilWithin(what, holds, {timeoutMs: 15_000});
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'incidents-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const ofSwarm = (clusterId: string) =>
  shop()
    .with({info: anEngineInfo({clusterId})})
    .store();
const desk = () => openIncidentDesk(folder, Date.now);

test('ctrl+o begins an incident, the header tells of it, and ctrl+o stops it with a report', async () => {
  const screen = await open(ofSwarm('c1'), {incidents: desk()});
  const row = (text: RegExp) => until(String(text), () => screen.rows().some(each => text.test(each)));
  await screen.press('ctrl+o');
  await row(/Begin to record an incident/);
  await screen.press('enter');
  await row(/● incident <1m/);
  expect(desk().shelf.open()).toMatchObject({name: 'incident', cluster: 'c1'});

  await screen.press('ctrl+o');
  await row(/Stop the incident "incident"/);
  await screen.press('enter');
  await until('it is stopped', () => desk().shelf.open() === null);
  const [mark] = desk().shelf.list();
  expect(readFileSync(join(folder, 'incidents', mark?.id ?? '', 'report.md'), 'utf8')).toContain(
    '# Incident:',
  );
  await until('the header is silent', () => !screen.rows().some(each => /● incident/.test(each)));
});

test('an incident that was begun from a shell is recorded by the open console, one of another swarm is not', async () => {
  const begun = (cluster: string) =>
    desk().shelf.begin({
      ...{name: 'night', startedMs: Date.now(), startedBy: 'joe', context: '', host: '', named: [], cluster},
    });
  begun('c2');
  const other = await open(ofSwarm('c1'), {incidents: desk()});
  await other.settle();
  expect(other.rows().join('\n')).not.toContain('● incident');
  await other.close();
  const mine = await open(ofSwarm('c2'), {incidents: desk()});
  await until('the header tells', () => mine.rows().some(row => /● incident <1m/.test(row)));
});

test('without a place for incidents the key says so', async () => {
  const screen = await open(ofSwarm('c1'));
  await screen.press('ctrl+o');
  await until('it says so', () => screen.rows().some(row => /incidents cannot be recorded here/.test(row)));
});
