import {describe, expect, it} from 'vitest';
import {aCluster, type ClusterBuilder} from '../../builders/cluster.ts';
import {serviceId} from '../../builders/ids.ts';
import {aFailedTask, aPendingTask, minuteMs, nowMs} from '../../builders/objects.ts';
import {run, snapshotOf} from './command-line.ts';

const sound = aCluster().withManagers(3).withWorkers(2).withService('web', 3);

const unreachable = (cluster: ClusterBuilder, ...hostnames: readonly string[]) =>
  hostnames.reduce(
    (so, hostname) =>
      so.withNodeChanged(hostname, {
        state: 'down',
        manager: {leader: false, reachability: 'unreachable', address: '10.0.0.9:2377'},
      }),
    cluster,
  );

const ask = (cluster: ClusterBuilder, ...argv: readonly string[]) =>
  run(argv, {takeSnapshot: snapshotOf(cluster.store())});

const lostSwarm = () => {
  const store = sound.store();
  store.applyChanges(
    [
      {
        kind: 'freshness',
        sources: ['nodes', 'services', 'tasks'],
        freshness: {kind: 'lost', sinceMs: nowMs, reason: 'The swarm does not have a leader.'},
      },
    ],
    nowMs,
  );
  return store;
};

describe('status', () => {
  it('has the fixed fields in JSON', async () => {
    const {code, out} = await ask(sound, 'status', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      managers: {total: 3, reachable: 3, quorum: 2, tolerance: 1},
      nodes: {total: 5, ready: 5, down: 0},
      services: {total: 1, ok: 1, critical: 0},
      tasks: {running: 3, desired: 3},
      findings: [],
      freshness: {nodes: {state: 'live', asOf: '2026-11-23T12:00:00.000Z'}, tasks: {state: 'live'}},
    });
  });

  it('tells what is wrong, on what, why and what to do next', async () => {
    const {out} = await ask(unreachable(sound, 'node-3'), 'status', '--json');
    const {managers, nodes, findings} = JSON.parse(out);
    expect(managers).toMatchObject({total: 3, reachable: 2, quorum: 2, tolerance: 0});
    expect(nodes).toMatchObject({ready: 4, down: 1});
    expect(findings).toContainEqual(expect.objectContaining({kind: 'node', name: 'node-3'}));
    for (const finding of findings) {
      expect(finding).toMatchObject({title: expect.stringMatching(/./), next: expect.any(String)});
    }
  });

  it('calls figures of a manager without quorum stale and ends with 3', async () => {
    const {code, out, err} = await ask(unreachable(sound, 'node-2', 'node-3'), 'status');
    expect(code).toBe(3);
    expect(err).toContain('stale: this manager has lost its quorum');
    expect(out).toContain('1/3 reachable, 2 needed: quorum is lost  STALE');
    expect(out).toMatch(/^services .* STALE$/m);
  });

  it('knows nothing rather than 0 when nothing can be told', async () => {
    const {code, out, err} = await run(['status', '--json'], {takeSnapshot: snapshotOf(lostSwarm())});
    expect(code).toBe(3);
    expect(err).toContain('not known: The swarm does not have a leader.');
    expect(JSON.parse(out)).toMatchObject({
      nodes: null,
      services: null,
      tasks: null,
      freshness: {services: {state: 'lost', reason: 'The swarm does not have a leader.'}},
    });
    expect((await run(['status'], {takeSnapshot: snapshotOf(lostSwarm())})).out).toMatch(
      /^tasks +not known/m,
    );
  });
});

describe('check', () => {
  it('says OK with performance data and ends with 0', async () => {
    expect(await ask(sound, 'check')).toEqual({
      code: 0,
      err: '',
      out: 'SWARM OK - managers 3/3, nodes 5/5, services 1/1 | managers_reachable=3;;2:;0;3 managers_tolerance=1 nodes_ready=5;;;0;5 services_ok=1;;;0;1 tasks_running=3;;;0;3 findings=0;;;0\n',
    });
  });

  it('is critical when a service has nothing running', async () => {
    const failing = sound.with({
      tasks: [
        ...sound.tasks.map(task => ({...task, state: 'failed', error: 'task: non-zero exit (1)'}) as const),
        aFailedTask(minuteMs, {serviceId: serviceId('web-id')}),
      ],
    });
    const {code, out} = await ask(failing, 'check');
    expect(out).toMatch(/^SWARM CRITICAL - .*; service web: /);
    expect(out).toMatch(/\nCRITICAL: service web: /);
    expect(code).toBe(2);
  });

  it('is critical when quorum is lost, although everything else looks well', async () => {
    const {code, out} = await ask(unreachable(sound, 'node-2', 'node-3'), 'check');
    expect(code).toBe(2);
    expect(out).toMatch(/^SWARM CRITICAL - quorum is lost, managers 1\/3/);
  });

  it('is unknown, with no figures that look like an outage, when nothing can be told', async () => {
    const {code, out} = await run(['check'], {takeSnapshot: snapshotOf(lostSwarm())});
    expect(code).toBe(3);
    expect(out).toMatch(/^SWARM UNKNOWN - /);
    expect(out).not.toContain('services_ok=0');
  });

  it('is unknown when no engine answers, on standard output, where monitoring reads', async () => {
    const failure = Object.assign(new Error('no engine | at all'), {
      name: 'EngineError',
      kind: 'unreachable',
      hint: '',
    });
    expect(await run(['check'], {takeSnapshot: () => Promise.reject(failure)})).toEqual({
      code: 3,
      out: 'SWARM UNKNOWN - no engine / at all\n',
      err: '',
    });
  });

  it('keeps the bar for performance data, whatever objects are called', async () => {
    const odd = sound.with({
      tasks: [
        aPendingTask({
          serviceId: serviceId('web-id'),
          error: 'no | suitable node',
          createdAtMs: nowMs - 60 * minuteMs,
          stateSinceMs: nowMs - 60 * minuteMs,
        }),
      ],
    });
    const {out, code} = await ask(odd, 'check');
    expect(code).toBe(2);
    expect(out.split('|')).toHaveLength(2);
  });

  it('does not alarm for advice: an even number of managers is a hint', async () => {
    const {out, code} = await ask(aCluster().withManagers(4).withService('web', 3), 'check');
    expect(code).toBe(0);
    expect(out).toMatch(/^SWARM OK - .*\nHINT: /);
  });
});
