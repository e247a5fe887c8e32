import {describe, expect, it} from 'vitest';
import type {Sample} from '../../source/domain/metrics/usage.ts';
import {createMetricsStore} from '../../source/store/metrics/create-metrics-store.ts';
import {aNodeSample, aNodeUsage, aTaskSample, aUsage} from '../builders/samples.ts';
import {until} from '../until.ts';
import {consolesOfTests, shop} from './console-harness.tsx';

const open = consolesOfTests();
const mib = 1_048_576;
const store = () => shop().store();

/** What agents of all nodes would have said in the last minute; the first task of a service uses most. */
const fed = (of = store()) => {
  const metrics = createMetricsStore();
  const nowMs = Date.now();
  const tasks = [...of.table('tasks').values()];
  for (let atMs = nowMs - 60_000; atMs <= nowMs; atMs += 2_000) {
    const samples = tasks.map(
      ({id, serviceId, nodeId}, index): Sample =>
        aTaskSample({
          ...{id, serviceId, nodeId: nodeId ?? '', atMs},
          usage: aUsage({cpuPercent: 10 + index, memoryBytes: (20 + index) * mib}),
        }),
    );
    const nodes = [...of.table('nodes').values()].map(({id}) =>
      aNodeSample({
        ...{id, atMs},
        usage: aNodeUsage({
          cpuPercent: 120,
          cpus: 2,
          memoryBytes: 2_048 * mib,
          memoryLimitBytes: 4_096 * mib,
        }),
      }),
    );
    metrics.take([...samples, ...nodes], atMs);
  }
  return {of, metrics};
};

const openFed = async (size: {readonly columns: number; readonly rows: number}) => {
  const {of, metrics} = fed();
  const console = await open(of, {...size, metrics});
  return {console, metrics, of};
};

describe('figures on the screen', () => {
  it('stand in the list of services, added up, and above it for all nodes', async () => {
    const {console} = await openFed({columns: 160, rows: 30});
    await console.type(':svc');
    await console.press('enter');
    expect(console.row(1)).toMatch(/cpu .* 60% +mem .* 50%/);
    expect(console.row(3)).toMatch(/CPU +MEM/);
    expect(console.rows().find(row => row.includes('api'))).toMatch(/[▁-█]{4,5} 21% +[▁-█]{4,5} 41MiB/);
  });

  it('of a part of the nodes say of how many they are', async () => {
    const {console, metrics} = await openFed({columns: 160, rows: 30});
    await console.type(':no');
    await console.press('enter');
    expect(console.row(4)).toMatch(/[▁-█] 60% +[▁-█]+ \d+% /);
    metrics.forgetNode('n5');
    // Without a key: figures come to the screen by their own beat.
    await until('it is seen', () => console.row(1).includes('of 4/5 nodes'), {timeoutMs: 5_000});
    expect(console.rows().find(row => row.includes('node-5'))).toMatch(/ – +– /);
  });

  it('are unknown without a source, and never 0', async () => {
    const console = await open(store(), {columns: 160, rows: 30});
    await console.type(':ta');
    await console.press('enter');
    expect(console.row(1)).not.toContain('cpu');
    const rows = console.rows().filter(row => row.includes('● running'));
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) expect(row).toMatch(/ – +– /);
  });

  it.each([
    [[], 'no figures (:agent deploy)'],
    [['engine'], 'figures of this engine only'],
    [['prometheus'], 'figures by Prometheus'],
    [['agent'], 'Services'],
  ] as const)('without agents say where they come from: %s', async (sources, words) => {
    const of = store();
    const metrics = createMetricsStore();
    metrics.take(
      sources.map(source => aTaskSample({source, atMs: Date.now()})),
      Date.now(),
    );
    const console = await open(of, {columns: 100, rows: 30, metrics});
    await console.tell({
      kind: 'freshness',
      sources: ['agents'],
      freshness: {kind: 'unavailable', reason: 'no agent is deployed'},
    });
    await console.type(':svc');
    await console.press('enter');
    expect(console.row(2)).toContain(words);
    expect(console.row(2).includes('figures')).toBe(words.includes('figures'));
  });

  it('take nothing away from 80 columns', async () => {
    const {console} = await openFed({columns: 80, rows: 24});
    for (const [list, titles] of [
      ['svc', ['NAME', 'RUNNING', 'HEALTH', 'AGE']],
      ['no', ['NAME', 'ROLE', 'STATUS', 'AVAILABILITY', 'RUNNING']],
      ['ta', ['NAME', 'NODE', 'STATE', 'AGE']],
    ] as const) {
      await console.type(`:${list}`);
      await console.press('enter');
      for (const title of titles) expect(console.row(3)).toContain(title);
    }
  });

  it('sort: what uses most comes first, also by :top', async () => {
    const {console} = await openFed({columns: 160, rows: 30});
    await console.type(':top');
    await console.press('enter');
    expect(console.row(3)).toContain('CPU↑');
    const shares = console
      .rows()
      .map(row => / (\d+)% +[▁-█]/.exec(row)?.[1])
      .filter(share => share !== undefined)
      .map(Number);
    expect(shares.length).toBeGreaterThan(3);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    await console.type(':top memory');
    await console.press('enter');
    expect(console.row(3)).toContain('MEM↑');
  });
});

describe('charts', () => {
  it.each([
    [80, 24],
    [200, 60],
  ])('of a service open with f on %i×%i, zoom, split and go back', async (columns, rows) => {
    const {console} = await openFed({columns, rows});
    await console.type(':svc');
    await console.press('enter', 'f');
    expect(console.row(2)).toContain('metrics of api');
    expect(console.row(2)).toContain('last 15 min');
    expect(console.row(2)).toContain('by agents');
    await console.press('+');
    expect(console.row(2)).toContain('last 5 min');
    await console.press('p');
    expect(console.rows().some(row => / A api\.1 /.test(row))).toBe(true);
    expect(console.rows().some(row => / B api\.2 /.test(row))).toBe(true);
    for (const row of console.rows()) expect([...row].length).toBeLessThanOrEqual(columns);
    await console.press('esc');
    expect(console.row(2)).toContain('Services');
  });

  it('tell the values of a moment under the cross-hair, and esc takes that away first', async () => {
    const {console} = await openFed({columns: 120, rows: 40});
    await console.type(':metrics swarm');
    await console.press('enter', 'left', 'left', 'left');
    const told = () => console.rows().find(row => row.includes('esc leaves the cross-hair'));
    expect(told()).toMatch(/ at \d\d:\d\d:\d\d/);
    await console.press('esc');
    expect(told()).toBeUndefined();
    expect(console.row(2)).toContain('metrics of the swarm');
  });

  it('compare the marked rows', async () => {
    const {console} = await openFed({columns: 120, rows: 40});
    await console.type(':svc');
    await console.press('enter', 'space', 'j', 'space', 'f');
    expect(console.row(2)).toMatch(/metrics of api, \w+/);
    expect(console.rows().some(row => / A api /.test(row))).toBe(true);
  });

  it('change between processor and memory, and networks and disks, where there is room for two', async () => {
    const {console} = await openFed({columns: 80, rows: 24});
    await console.type(':metrics swarm');
    await console.press('enter');
    expect(console.rows().some(row => row.includes('CPU ·'))).toBe(true);
    await console.press('o');
    expect(console.rows().some(row => row.includes('Network, received and sent'))).toBe(true);
  });

  it('say how figures are got where there are none', async () => {
    const console = await open(store(), {columns: 80, rows: 24});
    await console.type(':metrics swarm');
    await console.press('enter');
    expect(console.rows().join(' ')).toContain(':agent deploy');
    expect(console.row(2)).toContain('no figures now');
  });
});
