import {describe, expect, it} from 'vitest';
import type {LogLine} from '../../../../source/domain/model/index.ts';
import {type LogState, startLogReading} from '../../../../source/feeds/logs/log-reading.ts';
import type {LogWish} from '../../../../source/feeds/logs/log-wish.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {aClock} from '../../../builders/fake-clock.ts';
import {aFakeEngine} from '../../../builders/fake-engine.ts';
import {aLogLine, fakeLogs, textsOf} from '../../../builders/fake-logs.ts';
import {aNode} from '../../../builders/objects.ts';

const reading = async (wish: LogWish = {kind: 'services', ids: ['web-id']}) => {
  const clock = aClock();
  const logs = fakeLogs();
  const store = aCluster().withManagers(1).withWorkers(2).withService('web', 3).store();
  const lines: LogLine[] = [];
  const states: LogState[] = [];
  const engine = {...aFakeEngine(), readLogs: logs.readLogs};
  const log = startLogReading({
    engine: () => engine,
    store,
    clock,
    random: () => 0,
    wish,
    range: {tail: 200, follow: true},
    onLines: more => void lines.push(...more),
    onState: state => void states.push(state),
  });
  await clock.advance(10);
  return {
    clock,
    logs,
    store,
    states,
    remarks: () => textsOf(lines.filter(({stream}) => stream !== 'stdout')),
    lines,
    log,
    async change(hostname: string, state: 'ready' | 'down' | 'unknown') {
      const node = [...store.table('nodes').values()].find(each => each.hostname === hostname);
      store.applyChanges(
        [{kind: 'put', table: 'nodes', values: [aNode({...node, state, version: (node?.version ?? 0) + 1})]}],
        clock.now(),
      );
      await clock.advance(500);
    },
  };
};
const onNode = (store: ReturnType<ReturnType<typeof aCluster>['store']>, hostname: string) => {
  const node = [...store.table('nodes').values()].find(each => each.hostname === hostname);
  return [...store.table('tasks').values()].filter(({nodeId}) => nodeId === node?.id);
};

describe('logs that are followed', () => {
  it('say when a node that writes is down and when it is back, for the engine does not', async () => {
    const {change, remarks, states, store, logs, clock} = await reading();
    logs.write(aLogLine('1', clock.now(), 'web-1'));
    await clock.advance(500);
    expect(states.at(-1)?.kind).toBe('live');
    const [hostname] = [...store.table('nodes').values()]
      .map(node => node.hostname)
      .filter(name => onNode(store, name).length > 0);
    await change(hostname ?? '', 'unknown');
    expect(remarks()).toEqual([]);
    await change(hostname ?? '', 'down');
    expect(remarks()).toHaveLength(1);
    expect(remarks()[0]).toMatch(
      new RegExp(
        `^node ${hostname} is down: nothing comes from web\\.\\d.*, and its last lines may be missing$`,
      ),
    );
    expect(states.at(-1)).toEqual({kind: 'partial', reason: `node ${hostname} down`});
    await change(hostname ?? '', 'ready');
    expect(remarks()[1]).toBe(`node ${hostname} is back: what it writes is read on`);
    expect(states.at(-1)?.kind).toBe('live');
  });

  it('say nothing of nodes that do not write in them', async () => {
    const {change, remarks, states, store} = await reading({kind: 'tasks', ids: ['web-1']});
    const own = store.table('tasks').get('web-1')?.nodeId;
    const others = [...store.table('nodes').values()].filter(({id}) => id !== own);
    for (const {hostname} of others) await change(hostname, 'down');
    expect(remarks()).toEqual([]);
    expect(states.at(-1)?.kind).toBe('live');
  });

  it('are not called live while the connection is silent', async () => {
    const {store, states, clock} = await reading();
    const trouble = {kind: 'timed-out', message: 'no answer', hint: ''};
    store.applyChanges([{kind: 'connection', connection: {...store.connection, trouble}}], clock.now());
    expect(states.at(-1)).toEqual({kind: 'broken', reason: 'no answer'});
    store.applyChanges([{kind: 'connection', connection: {...store.connection, trouble: null}}], clock.now());
    expect(states.at(-1)?.kind).toBe('live');
  });
});
