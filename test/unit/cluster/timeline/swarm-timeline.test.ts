import {describe, expect, it} from 'vitest';
import type {JournalRecord} from '../../../../source/actions/journal/record.ts';
import {recordSwarm} from '../../../../source/cluster/timeline/swarm-timeline.ts';
import type {NewEntry} from '../../../../source/domain/timeline/entry.ts';
import type {ClusterStore} from '../../../../source/store/cluster-store.ts';
import {createMemoryTimeline} from '../../../../source/store/timeline/memory-timeline.ts';
import type {TimelineStore} from '../../../../source/store/timeline/timeline-store.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {aConnection} from '../../../builders/connection.ts';
import {aClock} from '../../../builders/fake-clock.ts';
import {serviceId, taskId} from '../../../builders/ids.ts';
import {aFailedTask, anEngineInfo, aService, aTask, nowMs} from '../../../builders/objects.ts';
import {aRecord} from '../../../builders/records.ts';
import {anEntry} from '../../../builders/timeline.ts';

const swarm = () =>
  aCluster()
    .withManagers(1)
    .withService('web', 2)
    .with({info: anEngineInfo({clusterId: 'cluster-1'})});

/** What the builders made a day before is older than what a first look tells. */
const startMs = nowMs + 3_600_000;

/** A console on a swarm, on a clock that is turned by hand. */
const aConsole = async (
  options: {
    store?: ClusterStore;
    files?: Map<string | null, TimelineStore>;
    clock?: ReturnType<typeof aClock>;
    records?: JournalRecord[];
    id?: string;
  } = {},
) => {
  const {
    store = swarm().store(),
    clock = aClock(startMs),
    files = new Map<string | null, TimelineStore>(),
    records = [],
  } = options;
  const opened: (string | null)[] = [];
  const timeline = recordSwarm({
    store,
    clock,
    open(clusterId) {
      opened.push(clusterId);
      const file = files.get(clusterId) ?? createMemoryTimeline('');
      files.set(clusterId, file);
      return {...file, close: () => undefined};
    },
    journal: {list: () => records},
    journalStamp: () => String(records.length),
    newId: () => options.id ?? 'a',
  });
  const news: (readonly {readonly title: string}[] | null)[] = [];
  timeline.onNews(entries => news.push(entries));
  store.applyChanges([{kind: 'connection', connection: aConnection()}], clock.now());
  await clock.advance(100);
  return {
    ...{store, clock, timeline, files, opened, news},
    async tell(...changes: Parameters<ClusterStore['applyChanges']>[0]) {
      store.applyChanges(changes, clock.now());
      await clock.advance(2_000);
    },
    async titles() {
      return (await timeline.store?.read({limit: 99}))?.map(({title}) => title).reverse();
    },
  };
};

const fails = (clock: ReturnType<typeof aClock>, id: string) => ({
  kind: 'put' as const,
  table: 'tasks' as const,
  values: [
    aFailedTask(0, {
      id: taskId(id),
      serviceId: aTask().serviceId,
      stateSinceMs: clock.now(),
      createdAtMs: clock.now(),
      updatedAtMs: clock.now(),
    }),
  ],
});

describe('what is recorded of a swarm', () => {
  it('is what happens while the console is open, each once', async () => {
    const console = await aConsole();
    await console.tell(fails(console.clock, 'x1'));
    await console.tell({...fails(console.clock, 'x1')});
    expect(await console.titles()).toEqual([expect.stringMatching(/ failed$/)]);
    expect(console.news.flat()).toHaveLength(2);
    await console.timeline.close();
  });

  it('is there for the next console, with a gap where none was open and what was found afterwards', async () => {
    const one = await aConsole();
    await one.clock.advance(60_000);
    await one.timeline.close();
    const closedMs = one.clock.now();
    await one.clock.advance(5 * 60_000);
    const {store, clock, files} = one;
    store.applyChanges([fails(clock, 'x2')], clock.now());
    await clock.advance(30_000);
    const openedMs = clock.now();
    const other = await aConsole({store, clock, files, id: 'b'});
    const [late] = (await other.timeline.store?.read({limit: 1})) ?? [];
    expect(late).toMatchObject({isLate: true, timeMs: openedMs - 30_000});
    const gaps = await other.timeline.store?.gaps({fromMs: 0, toMs: clock.now()});
    expect(gaps).toEqual([{fromMs: closedMs, toMs: openedMs}]);
    await other.timeline.close();
  });

  it('is told once by two consoles that look at the same time', async () => {
    const one = await aConsole();
    const other = await aConsole({clock: one.clock, files: one.files, id: 'b'});
    const change = fails(one.clock, 'x3');
    one.store.applyChanges([change], one.clock.now());
    other.store.applyChanges([change], one.clock.now());
    await one.clock.advance(2_000);
    expect(await one.titles()).toHaveLength(1);
  });

  it('has a gap for as long as nothing could be known, and nothing that is older', async () => {
    const {clock, tell, timeline} = await aConsole();
    await clock.advance(60_000);
    const lostMs = clock.now();
    const lost = {kind: 'lost', sinceMs: lostMs, reason: 'connection refused'} as const;
    await tell({kind: 'freshness', sources: ['tasks'], freshness: lost});
    await clock.advance(118_000);
    await tell({kind: 'freshness', sources: ['tasks'], freshness: {kind: 'live', asOfMs: clock.now()}});
    await clock.advance(60_000);
    expect(await timeline.store?.gaps({fromMs: 0, toMs: clock.now()})).toEqual([
      {fromMs: lostMs, toMs: lostMs + 120_000},
    ]);
  });

  it('has our own actions, with who began them and how they ended, also those of commands', async () => {
    const records: JournalRecord[] = [];
    const {clock, titles} = await aConsole({records});
    records.push(aRecord(), aRecord({id: 'elsewhere', where: {context: 'x', host: '', cluster: 'other'}}));
    await clock.advance(15_000);
    expect(await titles()).toEqual(['scale web from 2 to 5: began', 'scale web from 2 to 5: done']);
  });

  it('begins anew with another swarm', async () => {
    const {store, clock, opened, news, timeline} = await aConsole();
    const info = anEngineInfo({clusterId: 'cluster-2'});
    store.applyChanges([{kind: 'clear'}, ...swarm().with({info}).changes()], clock.now());
    await clock.advance(100);
    expect(opened).toEqual(['cluster-1', 'cluster-2']);
    expect(news).toContain(null);
    await timeline.close();
  });

  it('stays small where a large swarm never rests: rows, not changes, are what it costs', async () => {
    const services = Array.from({length: 200}, (_, index) =>
      aService({
        id: serviceId(`s${index}`),
        name: `service-${index}`,
        mode: {kind: 'replicated', replicas: 3},
      }),
    );
    const {store, clock, files, timeline} = await aConsole({
      store: aCluster()
        .withManagers(1)
        .with({services, info: anEngineInfo({clusterId: 'cluster-1'})})
        .store(),
    });
    let changes = 0;
    for (let second = 1; second <= 60; second++) {
      const atMs = clock.now();
      const times = {createdAtMs: atMs, updatedAtMs: atMs, stateSinceMs: atMs};
      const busy = services.slice((second * 25) % 200, ((second * 25) % 200) + 25);
      const scaled = busy.map(service => ({
        ...service,
        ...{version: second + 1, updatedAtMs: atMs},
        mode: {kind: 'replicated' as const, replicas: 3 + second},
      }));
      const ids = busy.map(({id}) => id);
      const tasks = (['running', 'shutdown', 'failed'] as const).flatMap(state =>
        ids.map((id, index) =>
          aTask({
            id: taskId(`${state}-${second}-${index}`),
            serviceId: id,
            slot: second,
            state,
            exitCode: 1,
            ...times,
          }),
        ),
      );
      changes += scaled.length + tasks.length;
      store.applyChanges(
        [
          {kind: 'put', table: 'services', values: scaled},
          {kind: 'put', table: 'tasks', values: tasks},
        ],
        atMs,
      );
      await clock.advance(1_000);
    }
    await timeline.close();
    const rows = (await files.get('cluster-1')?.read({limit: 10_000})) ?? [];
    expect(changes).toBe(6_000);
    // Four kinds of happenings: some dozen of each are told alone at first, then one entry a second.
    expect(rows.length).toBeLessThan(4 * (60 + 60));
    const counted = rows
      .filter(entry => entry.kind === 'task')
      .reduce((sum: number, entry) => sum + entry.count, 0);
    expect(counted).toBe(4_500);
  });

  it('takes what others tell', async () => {
    const {clock, titles, timeline} = await aConsole();
    const burst: NewEntry = anEntry({id: 'burst', kind: 'logs', title: 'web writes much', source: 'logs'});
    timeline.add([burst]);
    await clock.advance(10);
    expect(await titles()).toEqual(['web writes much']);
  });

  it('writes at the end what it still held', async () => {
    const console = await aConsole();
    console.store.applyChanges([fails(console.clock, 'x4')], console.clock.now());
    await console.timeline.close();
    expect(await console.files.get('cluster-1')?.read({limit: 9})).toHaveLength(1);
  });
});
