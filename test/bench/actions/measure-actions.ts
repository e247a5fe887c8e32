import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import type {Run} from '../../../source/actions/run/run.ts';
import type {Runner} from '../../../source/actions/run/runner.ts';
import type {Cluster} from '../../../source/cluster/cluster.ts';
import {openForActions} from '../../../source/cluster/open-for-actions.ts';
import {untilKnown} from '../../../source/commands/act/until-known.ts';
import {startConsole} from '../../driver/console.ts';
import {createService, untilRunning} from '../../driver/services.ts';
import type {BenchSwarm} from '../bench-swarm.ts';
import type {Figure, Measured} from '../figure.ts';
import {startRecordingProxy} from '../recording-proxy.ts';

const runs = 10;
const service = 'bench_act';

/** From the confirming key to the first request of the action, and how soon and by how many requests its end is seen. */
export async function measureActions({lab, host}: BenchSwarm): Promise<Measured> {
  const update = {monitorSeconds: 1, onFailure: 'pause'} as const;
  await createService(lab, {name: service, image: 'pause:1', replicas: 1, update});
  await untilRunning(lab, service, 1);
  try {
    const first = await firstRequests(host);
    const {requests, scaled, restarted} = await ends(lab, host);
    return {
      title: 'Actions',
      how: `Restarts of a service confirmed in the console, behind a proxy that sees its requests (${runs}), and ${runs} scalings and restarts by the runner alone, which counts its own. What the engine says of itself is by the clock of the same machine.`,
      figures: [
        {name: 'from Enter to the first request', unit: 'ms', samples: first, budget: 50},
        {name: 'replicas run → seen', unit: 'ms', samples: scaled, tailBudget: 1_000},
        {name: 'rollout completed → seen', unit: 'ms', samples: restarted, tailBudget: 1_000},
      ],
      notes: [
        `Requests of one scaling beside those of an idle console: ${requests.map(String).join(', ')}; five of them plan on the service, read it and change it.`,
      ],
    };
  } finally {
    await lab.api('manager-1', `/services/${service}`, {method: 'DELETE'});
  }
}

/** The console reads the service once more before it changes it: that is the first request after the key. */
async function firstRequests(host: string): Promise<Figure['samples']> {
  let seen: (() => void) | null = null;
  const proxy = await startRecordingProxy(host.replace('unix://', ''), kind => {
    if (kind === 'GET /services/ID') seen?.();
  });
  const console = startConsole({host: `unix://${proxy.socket}`, columns: 160, rows: 50});
  try {
    await console.expectRow(/⟳ live\s*$/);
    const samples: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      console.type(`:restart ${service}\r`);
      await console.expectRow(/┏━ restart/);
      console.press('tab');
      await console.expectRow(/▸ Restart/);
      const since = performance.now();
      const arrived = new Promise<number>(resolve => {
        seen = () => resolve(performance.now());
      });
      console.press('enter');
      samples.push((await arrived) - since);
      seen = null;
      await console.expectRow(/● done after/, 60_000);
      await console.expectNoRow(/● done after/, 20_000);
    }
    return samples;
  } finally {
    await console.close();
    await proxy.close();
  }
}

interface Ends {
  readonly requests: readonly number[];
  readonly scaled: readonly number[];
  readonly restarted: readonly number[];
}

async function ends(lab: BenchSwarm['lab'], host: string): Promise<Ends> {
  const stateFolder = mkdtempSync(join(tmpdir(), 'medianest-bench-'));
  const {cluster, runner} = openForActions({hosts: [host], stateFolder, locked: () => null});
  const [requests, scaled, restarted]: [number[], number[], number[]] = [[], [], []];
  try {
    const problem = await untilKnown(cluster.store, null);
    if (problem !== null) throw new Error(problem.message);
    const {ID: id} = (await lab.api('manager-1', `/services/${service}`)) as {ID: string};
    for (let run = 0; run < runs; run += 1) {
      const idle = await requestsOf(cluster, async () => void (await wait(5_000)));
      const started = performance.now();
      let seenMs = 0;
      const busy = await requestsOf(cluster, async () => {
        seenMs = await seenAt(runner, {kind: 'scale', service: id, replicas: {to: 3}});
      });
      const expected = (idle * (performance.now() - started)) / 5_000;
      requests.push(Math.round(busy - expected));
      scaled.push(seenMs - (await lastStart(lab)));
      const restartMs = await seenAt(runner, {kind: 'restart', service: id});
      restarted.push(restartMs - (await completedAt(lab)));
      await seenAt(runner, {kind: 'scale', service: id, replicas: {to: 1}});
    }
    return {requests, scaled, restarted};
  } finally {
    cluster.close();
    rmSync(stateFolder, {recursive: true, force: true});
  }
}

async function requestsOf(cluster: Cluster, during: () => Promise<void>): Promise<number> {
  const before = cluster.traffic.requests;
  await during();
  return cluster.traffic.requests - before;
}

/** Carries an action out to its end, and resolves with the moment when all was first as wanted. */
async function seenAt(runner: Runner, intent: Parameters<Runner['plan']>[0]): Promise<number> {
  const plan = await runner.plan(intent);
  if (plan.kind === 'refusal') throw new Error(plan.reasons.join('; '));
  const run = runner.run(plan);
  const [seenMs, outcome] = await Promise.all([firstDone(run), run.outcome]);
  if (outcome.kind !== 'done') throw new Error(`${plan.title}: ${outcome.kind}: ${outcome.message}`);
  return seenMs;
}

const firstDone = (run: Run): Promise<number> =>
  new Promise(resolve => {
    const stop = run.onProgress(({phase, detail}) => {
      if (phase !== 'ended' && !detail.includes('watching whether it stays so')) return;
      stop();
      resolve(Date.now());
    });
  });

interface WireTask {
  readonly DesiredState: string;
  readonly Status: {readonly State: string; readonly Timestamp: string};
}

async function lastStart(lab: BenchSwarm['lab']): Promise<number> {
  const filters = encodeURIComponent(JSON.stringify({service: [service], 'desired-state': ['running']}));
  const tasks = (await lab.api('manager-1', `/tasks?filters=${filters}`)) as readonly WireTask[];
  return Math.max(...tasks.map(({Status}) => Date.parse(Status.Timestamp)));
}

async function completedAt(lab: BenchSwarm['lab']): Promise<number> {
  const found = (await lab.api('manager-1', `/services/${service}`)) as {
    readonly UpdateStatus: {readonly CompletedAt: string};
  };
  return Date.parse(found.UpdateStatus.CompletedAt);
}
