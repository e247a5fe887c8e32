import {writeFileSync} from 'node:fs';
import {decodeAgentLine, encodeAgentLine} from '../../../source/domain/metrics/agent-line.ts';
import type {AgentReport} from '../../../source/domain/metrics/agent-report.ts';
import {samplesOf} from '../../../source/feeds/agents/agent-lines.ts';
import {systemClock} from '../../../source/feeds/clock.ts';
import {createMetricsIntake} from '../../../source/feeds/metrics/metrics-intake.ts';
import {createClusterStore} from '../../../source/store/create-cluster-store.ts';
import {createMetricsStore} from '../../../source/store/metrics/create-metrics-store.ts';
import {aCluster} from '../../builders/cluster.ts';
import {nodeId, serviceId, taskId} from '../../builders/ids.ts';
import {aService, aTask} from '../../builders/objects.ts';
import {aNodeUsage, aTaskSample, aUsage} from '../../builders/samples.ts';
import {type ConsoleInProcess, startInProcess} from './console-in-process.tsx';

const [report = '', themes = ''] = process.argv.slice(2);
const nodes = 1_000;
const tasksOfNode = 20;
const services = 2_000;
const everyMs = 2_000;
const measuredMs = 40_000;
const keyEveryMs = 50;

const taskAt = (node: number, slot: number) => taskId(`t${node}-${slot}`);
const serviceOf = (node: number, slot: number) => serviceId(`s${(node * tasksOfNode + slot) % services}`);

/** Everything that a feed would tell of such a swarm. */
const swarm = () =>
  aCluster()
    .withManagers(3)
    .withWorkers(nodes - 3)
    .with({
      services: Array.from({length: services}, (_, index) =>
        aService({
          id: serviceId(`s${index}`),
          name: `web-${index}`,
          mode: {kind: 'replicated', replicas: (nodes * tasksOfNode) / services},
        }),
      ),
      tasks: Array.from({length: nodes * tasksOfNode}, (_, index) =>
        aTask({
          id: taskAt(Math.floor(index / tasksOfNode), index % tasksOfNode),
          serviceId: serviceOf(Math.floor(index / tasksOfNode), index % tasksOfNode),
          slot: Math.floor(index / services) + 1,
          nodeId: nodeId(`n${Math.floor(index / tasksOfNode) + 1}`),
        }),
      ),
    })
    .changes();

/** A line as an agent writes it; its figures differ from tick to tick. */
const lineOf = (node: number, tick: number): string => {
  const told: AgentReport = {
    version: 1,
    nodeId: `n${node + 1}`,
    sequence: tick,
    atMs: Date.now(),
    everyMs,
    trouble: null,
    node: aNodeUsage({cpuPercent: (tick * 7 + node) % 400}),
    tasks: Array.from({length: tasksOfNode}, (_, slot) => ({
      taskId: taskAt(node, slot),
      serviceId: serviceOf(node, slot),
      usage: aUsage({cpuPercent: (tick * 13 + slot * 5 + node) % 100, memoryBytes: 5e7 + tick * 4_096}),
    })),
    facts: [],
  };
  return encodeAgentLine(told);
};

const turn = () => new Promise<void>(resolve => setImmediate(resolve));
const residentMb = () => process.memoryUsage().rss / 1e6;
const gc = () => globalThis.gc?.();

async function keyToPaint(console: ConsoleInProcess, key: string): Promise<number> {
  const before = console.sink.writes;
  const startedMs = performance.now();
  console.press(key);
  while (console.sink.writes === before) await turn();
  return console.sink.lastMs - startedMs;
}

/** Takes in lines of all nodes, spread over their interval, while keys are pressed. */
async function intakeUnderKeys(pane: string) {
  const store = createClusterStore(Date.now());
  store.applyChanges(swarm(), Date.now());
  const metrics = createMetricsStore();
  const intake = createMetricsIntake({store, metrics, clock: systemClock()});
  const console = startInProcess(store, {columns: 200, rows: 60}, themes, metrics);
  await console.paint();
  console.press(pane);
  await turn();
  await console.paint();
  const lines = Array.from({length: nodes * 2}, (_, index) =>
    lineOf(index % nodes, Math.floor(index / nodes)),
  );
  gc();
  const startMb = residentMb();
  const startedMs = performance.now();
  let [told, busyMs] = [0, 0];
  /** As many as are due by now, in bursts of at most a few milliseconds, as a stream hands them over. */
  const feed = () => {
    const due = Math.min(told + 20, Math.floor(((performance.now() - startedMs) * nodes) / everyMs));
    const from = performance.now();
    for (; told < due; told += 1) {
      const line = decodeAgentLine(lines[told % lines.length] ?? '');
      if (line !== null) intake.take(samplesOf(line, Date.now()));
    }
    busyMs += performance.now() - from;
  };
  const timer = setInterval(feed, 4);
  const samples: number[] = [];
  for (let press = 0; performance.now() - startedMs < measuredMs; press += 1) {
    const nextMs = startedMs + press * keyEveryMs;
    while (performance.now() < nextMs) await new Promise(resolve => setTimeout(resolve, 2));
    const tookMs = await keyToPaint(console, press % 2 === 0 ? 'j' : 'k');
    // The first figures make every row anew.
    if (performance.now() - startedMs > everyMs * 2) samples.push(tookMs);
  }
  clearInterval(timer);
  gc();
  const grownMb = residentMb() - startMb;
  const pastsMb = metrics.size.bytes / 1e6;
  intake.stop();
  await console.close();
  return {samples, told, busyShare: (busyMs / measuredMs) * 100, grownMb, pastsMb, residentMb: residentMb()};
}

/** What an hour of every figure of a task takes, all of it held. */
function hourOfSeries() {
  const subjects = 500;
  gc();
  const before = process.memoryUsage();
  const metrics = createMetricsStore(1e12);
  for (let atMs = 0; atMs < 3_600_000; atMs += everyMs)
    metrics.take(
      Array.from({length: subjects}, (_, index) =>
        aTaskSample({id: `t${index}`, serviceId: `s${index % 50}`, atMs: 1e12 + atMs}),
      ),
      1e12 + atMs,
    );
  gc();
  const after = process.memoryUsage();
  const held = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  // Six figures of a task are kept; the sums that come with them are counted in.
  return {bytesOfSeries: held / (subjects * 6), subjects: metrics.size.subjects};
}

const hour = hourOfSeries();
const inTasks = await intakeUnderKeys(':tasks\r');
writeFileSync(report, JSON.stringify({hour, inTasks}));
process.exit(0);
