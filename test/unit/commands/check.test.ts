import {describe, expect, it} from 'vitest';
import {aCluster} from '../../builders/cluster.ts';
import {nodeId, serviceId, stackName} from '../../builders/ids.ts';
import {nowMs} from '../../builders/objects.ts';
import {run, snapshotOf} from './command-line.ts';

const sound = aCluster()
  .withManagers(3)
  .withWorkers(2)
  .withService('shop_web', 3, {stack: stackName('shop')})
  .withService('db', 1);
/** The worker that runs one of three replicas is gone. */
const short = sound
  .withNodeChanged('node-3', {state: 'down', message: 'heartbeat failure', updatedAtMs: nowMs - 120_000})
  .withTaskChanged('shop_web-3', {nodeId: nodeId('n3')});

const check = (cluster: typeof sound, ...argv: readonly string[]) =>
  run(['check', ...argv], {takeSnapshot: snapshotOf(cluster.store())});

describe('check of a part', () => {
  it('says that a service is fine in one line with its figures', async () => {
    expect(await check(sound, '--service', 'db')).toEqual({
      code: 0,
      out: 'SERVICE db OK - healthy | db_running=1;;;0;1\n',
      err: '',
    });
  });

  it('warns of a service that is short, with the dead node as the cause first', async () => {
    const {code, out} = await check(short, '--service', 'shop_web');
    expect(code).toBe(1);
    const [first, ...lines] = out.trimEnd().split('\n');
    expect(first).toBe(
      'SERVICE shop_web WARNING - degraded: node node-3: down: heartbeat failure | shop_web_running=2;;;0;3',
    );
    expect(lines).toEqual([
      'FAILING: node node-3: down: heartbeat failure',
      'DEGRADED: service shop_web: 1 task lost with a node: down: node-3',
    ]);
  });

  it('leaves what is wrong elsewhere out of it', async () => {
    expect((await check(short, '--service', 'db')).code).toBe(0);
    expect((await check(short, '--node', 'node-1')).code).toBe(0);
  });

  it('is critical for a node that is down, and says since when', async () => {
    const {code, out} = await check(short, '--node', 'node-3');
    expect(code).toBe(2);
    expect(out.split('\n')[0]).toBe(
      'NODE node-3 CRITICAL - failing for 2m: node node-3: down: heartbeat failure | node-3_tasks=0;;;0;1',
    );
  });

  it('takes the worst of several parts, and names each', async () => {
    const {code, out} = await check(short, '--stack', 'shop', '--service', 'db', '--tier', 'nodes');
    expect(code).toBe(2);
    expect(out.split('\n')[0]).toMatch(
      /^SWARM CRITICAL - service db healthy; stack shop degraded: .*; tier Nodes failing for 2m: node node-3/,
    );
  });

  it('takes a tier by its number, and says what is not to be had', async () => {
    const {code, out} = await check(sound, '--tier', '5');
    expect(code).toBe(3);
    expect(out).toBe('TIER Endpoints UNKNOWN - unknown: no service declares a probe\n');
  });

  it.each([
    [['--service', 'shop_wep'], 'there is no service "shop_wep". Did you mean "shop_web"?'],
    [['--node', 'node-9x'], 'there is no node "node-9x". Did you mean "node-1"?'],
    [['--stack', 'zzz'], 'there is no stack "zzz". There are: shop'],
  ])('is unknown for %s, and says what is near', async (argv, message) => {
    expect(await check(sound, ...argv)).toEqual({code: 3, out: `SWARM UNKNOWN - ${message}\n`, err: ''});
  });

  it('is unknown, not wrong, where the swarm cannot be told', async () => {
    const store = sound.store();
    const freshness = {kind: 'lost', sinceMs: nowMs, reason: 'The swarm does not have a leader.'} as const;
    const sources = ['nodes', 'services', 'tasks'] as const;
    store.applyChanges([{kind: 'freshness', sources, freshness}], nowMs);
    const {code, out} = await run(['check', '--service', 'db'], {takeSnapshot: snapshotOf(store)});
    expect(code).toBe(3);
    expect(out.split('\n')[0]).toBe(
      'SERVICE db UNKNOWN - unknown: engine node-1: The swarm does not have a leader.',
    );
  });

  it('refuses a tier that does not exist with 3, which no monitoring system takes for critical', async () => {
    expect(await check(sound, '--tier', 'node')).toEqual({
      code: 3,
      out: '',
      err: 'medianest check: --tier: there is no tier "node". Did you mean "nodes"?\n',
    });
  });

  it('keeps bars and blanks of names out of its performance data', async () => {
    const odd = aCluster()
      .withManagers(1)
      .withService("a|b c'd", 1, {id: serviceId('odd')});
    const {out} = await check(odd, '--service', 'odd');
    expect(out).toBe("SERVICE a/b c'd OK - healthy | a/b_c_d_running=1;;;0;1\n");
  });

  it('has fixed fields in JSON, of a part and of the whole', async () => {
    const part = JSON.parse((await check(short, '--service', 'shop_web', '--json')).out);
    expect(part).toMatchObject({
      code: 1,
      status: 'WARNING',
      parts: [{kind: 'service', name: 'shop_web', state: 'degraded', since: null}],
    });
    const whole = await check(short, '--json');
    expect(whole.code).toBe(2);
    const {parts} = JSON.parse(whole.out);
    expect(parts[0].tiers.map(({id, state}: {id: string; state: string}) => `${id} ${state}`)).toEqual([
      ...['engine healthy', 'nodes failing', 'services degraded', 'containers null'],
      ...['endpoints null', 'edge null'],
    ]);
    expect(parts[0].tiers[2].items[0]).toMatchObject({name: 'shop_web', causes: ['nodes:node:n3']});
  });

  it('tells a failure to reach an engine as JSON, too', async () => {
    const failure = Object.assign(new Error('no engine'), {
      name: 'EngineError',
      kind: 'unreachable',
      hint: 'start it',
    });
    const {code, out} = await run(['check', '--json'], {takeSnapshot: () => Promise.reject(failure)});
    expect(code).toBe(3);
    expect(JSON.parse(out)).toEqual({code: 3, status: 'UNKNOWN', error: 'no engine', hint: 'start it'});
  });
});
