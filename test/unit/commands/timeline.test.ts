import {describe, expect, it} from 'vitest';
import type {NewEntry} from '../../../source/domain/timeline/entry.ts';
import {createMemoryTimeline} from '../../../source/store/timeline/memory-timeline.ts';
import type {TimelineStore} from '../../../source/store/timeline/timeline-store.ts';
import {aCluster} from '../../builders/cluster.ts';
import {anEngineInfo, nowMs} from '../../builders/objects.ts';
import {anEntry} from '../../builders/timeline.ts';
import {parse, run, snapshotOf} from './command-line.ts';

const minuteMs = 60_000;
const store = aCluster()
  .withManagers(1)
  .with({info: anEngineInfo({clusterId: 'cluster-1'})})
  .store();

const story: readonly NewEntry[] = [
  anEntry({
    id: '1',
    timeMs: nowMs - 50 * minuteMs,
    kind: 'scale',
    severity: 'info',
    title: 'web scaled from 2 to 5',
    detail: '',
  }),
  anEntry({id: '2', timeMs: nowMs - 10 * minuteMs, isLate: true}),
  anEntry({
    ...{
      id: '3',
      timeMs: nowMs - minuteMs,
      kind: 'node',
      title: 'worker-1 is down',
      detail: 'heartbeat failure',
    },
    objects: [{kind: 'node', id: 'n4', name: 'worker-1'}],
  }),
];

/** Runs `medianest timeline` on a story that consoles have recorded. */
const print = async (args: readonly string[], file?: TimelineStore) => {
  const timeline = createMemoryTimeline('');
  await timeline.add(story);
  await timeline.cover('a', {fromMs: nowMs - 60 * minuteMs, toMs: nowMs - 40 * minuteMs});
  await timeline.cover('b', {fromMs: nowMs - 15 * minuteMs, toMs: nowMs});
  const kept = file ?? {...timeline, keeping: {kind: 'file', path: '/state/cluster-1.sqlite'}};
  return run(['timeline', ...args], {takeSnapshot: snapshotOf(store), openTimeline: async () => kept});
};

describe('medianest timeline', () => {
  it('prints what was recorded, oldest first, with gaps and with what was found afterwards', async () => {
    const {code, out} = await print([]);
    expect(code).toBe(0);
    const rows = out.trim().split('\n');
    expect(rows[1]).toMatch(/^2026-11-23T11:10:00Z +· scale +web scaled from 2 to 5/);
    expect(rows[2]).toMatch(/^2026-11-23T11:45:00Z +╌ gap +nothing was recorded since 2026-11-23T11:20:00Z/);
    expect(rows[3]).toMatch(/^2026-11-23T11:50:00Z~ +✖ task +web\.1 failed +exit 3, on worker-1/);
    expect(rows[4]).toMatch(/✖ node +worker-1 is down +heartbeat failure/);
  });

  it('is narrowed by time, kind, severity, number and object', async () => {
    const titles = async (...args: readonly string[]) => {
      const {out} = await print([...args, '--json']);
      return (JSON.parse(out) as {entries: {title: string}[]}).entries.map(({title}) => title);
    };
    expect(await titles('--since', '20m')).toEqual(['web.1 failed', 'worker-1 is down']);
    expect(await titles('--until', '20m')).toEqual(['web scaled from 2 to 5']);
    expect(await titles('--kind', 'scale', '--kind', 'node')).toEqual([
      'web scaled from 2 to 5',
      'worker-1 is down',
    ]);
    expect(await titles('--severity', 'critical')).toEqual(['web.1 failed', 'worker-1 is down']);
    expect(await titles('--last', '1')).toEqual(['worker-1 is down']);
    expect(await titles('worker-1')).toEqual(['worker-1 is down']);
    expect(await titles('web')).toEqual(['web scaled from 2 to 5', 'web.1 failed']);
  });

  it('says what was not recorded, and ends with 1 where an object was asked for', async () => {
    expect(await print(['db'])).toMatchObject({code: 1, out: expect.stringContaining('Nothing about "db"')});
    expect(await print(['--kind', 'alert'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Nothing that fits'),
    });
  });

  it('ends with 3 where the file cannot be used, and where the engine is of no known swarm', async () => {
    const broken = createMemoryTimeline('/state/x.sqlite cannot be used: file is not a database');
    expect(await print([], broken)).toMatchObject({
      code: 3,
      err: expect.stringContaining('file is not a database'),
    });
    const worker = aCluster()
      .with({info: anEngineInfo({clusterId: null})})
      .store();
    const result = await run(['timeline'], {takeSnapshot: snapshotOf(worker)});
    expect(result).toMatchObject({code: 3, err: expect.stringContaining('Ask a manager of the swarm.')});
  });

  it('refuses kinds, severities and numbers that do not exist', () => {
    for (const [args, message] of [
      [['--kind', 'tasks'], /there is no kind "tasks"; there are task, node/],
      [['--severity', 'bad'], /there is no severity "bad"/],
      [['--last', '0'], /"0" is no number of entries/],
    ] as const)
      expect(parse(['timeline', ...args])).toMatchObject({
        kind: 'wrong',
        message: expect.stringMatching(message),
      });
  });
});
