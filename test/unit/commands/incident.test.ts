import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {openIncidentDesk} from '../../../source/cluster/incident/incident-desk.ts';
import {EngineError} from '../../../source/engine/errors.ts';
import {aCluster} from '../../builders/cluster.ts';
import {anEngineInfo, nowMs} from '../../builders/objects.ts';
import {run, snapshotOf} from './command-line.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'incidents-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const well = () =>
  aCluster()
    .withManagers(1)
    .withService('web', 1)
    .with({info: anEngineInfo({clusterId: 'c1'})})
    .store();
const incident = (...words: readonly string[]) =>
  run(['incident', ...words], {
    openIncidents: async () => openIncidentDesk(folder, () => nowMs),
    takeSnapshot: snapshotOf(well()),
  });
const withoutEngine = (...words: readonly string[]) =>
  run(['incident', ...words], {
    openIncidents: async () => openIncidentDesk(folder, () => nowMs),
    takeSnapshot: () =>
      Promise.reject(
        new EngineError('unreachable', 'Nothing listens there.', {
          operation: 'connect',
          target: '',
          hint: '',
        }),
      ),
  });

describe('medianest incident', () => {
  it('starts, tells, stops and shows one', async () => {
    expect(await incident('start', 'checkout')).toMatchObject({code: 0, err: ''});
    expect(await incident('status')).toMatchObject({
      code: 0,
      out: expect.stringContaining('"checkout" is open'),
    });
    const stopped = await incident('stop');
    expect(stopped).toMatchObject({code: 0, out: expect.stringContaining('report.md')});
    expect((await incident('show', 'checkout')).out).toContain('# Incident: checkout');
    expect((await incident('show')).out).toContain('# Incident: checkout');
    expect((await incident('list')).out).toContain('checkout');
  });

  it('prints JSON for scripts, and ends with 1 where none is open', async () => {
    expect(await incident('status', '--json')).toMatchObject({code: 1, out: 'null\n'});
    await incident('start', 'checkout', 'web');
    const {code, out} = await incident('status', '--json');
    expect([code, JSON.parse(out)]).toEqual([
      0,
      expect.objectContaining({name: 'checkout', cluster: 'c1', named: ['web'], stoppedAt: null}),
    ]);
  });

  it.each([
    [['stop'], 'none is open'],
    [['show', 'nothing'], 'none is called "nothing"'],
    [['show'], 'none was recorded yet'],
  ])('%j without one says so and what to do', async (words, message) => {
    const {code, err} = await incident(...words);
    expect([code, err]).toEqual([1, expect.stringContaining(message)]);
    expect(err.trim().split('\n')).toHaveLength(2);
  });

  it.each([[['begin']], [['stop', 'checkout']]])('%j is refused as a wrong line', async words => {
    expect((await incident(...words)).code).toBe(2);
  });

  it('starts and stops while no engine answers, and says what is missing', async () => {
    const begun = await withoutEngine('start', 'night');
    expect(begun).toMatchObject({code: 0, err: expect.stringContaining('Nothing listens there.')});
    const stopped = await withoutEngine('stop');
    expect(stopped.code).toBe(0);
    expect(stopped.err).toContain('not gathered: specs and logs as they are now: Nothing listens there.');
    expect((await incident('show', 'night')).out).toContain('Nothing listens there.');
  });

  it('has no report of one that is open', async () => {
    await incident('start', 'checkout');
    expect(await incident('show', 'checkout')).toMatchObject({
      code: 1,
      err: expect.stringContaining('it is open; stop it first'),
    });
  });
});
