import {writeFileSync} from 'node:fs';
import {createClusterStore} from '../../../source/store/create-cluster-store.ts';
import {bigCluster, bigTask, taskCount} from './big-cluster.ts';
import {startInProcess} from './console-in-process.tsx';

const [report = '', themes = ''] = process.argv.slice(2);
const hours = 24;
const frameMs = 2000;
const framesAnHour = 3_600_000 / frameMs;
const changesAFrame = 10;
/** Through lists, details and filters, as a person who looks around. No lone Esc: it is one by real time only. */
const keys = [
  ':tasks\r',
  'j',
  'jjj',
  'G',
  'g',
  'j',
  '\r',
  ':services\r',
  'j',
  '\r',
  ':nodes\r',
  'j',
  ':tasks\r',
  'j',
  ':overview\r',
];
/** So many tasks head the list of tasks: half of the changes are seen. */
const seen = 20;

/** Memory after a full collection, at the end of an hour. */
export interface HourEnd {
  readonly heapMb: number;
  readonly residentMb: number;
  /** Buffers of ours and of the layout engine. */
  readonly externalMb: number;
  readonly frames: number;
}

const turn = () => new Promise<void>(resolve => setImmediate(resolve));

let clockMs = Date.now();
Date.now = () => clockMs;
const store = createClusterStore(clockMs);
store.applyChanges(bigCluster(), clockMs);
const console = startInProcess(store, {columns: 200, rows: 60}, themes);
await console.paint();

let step = 0;
const ends: HourEnd[] = [];
for (let hour = 0; hour < hours; hour += 1) {
  for (let frame = 0; frame < framesAnHour; frame += 1) {
    step += 1;
    clockMs += frameMs;
    const version = step + 1;
    const values = Array.from({length: changesAFrame}, (_, index) =>
      // Each message is a string that was not there before.
      bigTask(index % 2 === 0 ? (step + index) % seen : (step * changesAFrame + index) % taskCount, {
        version,
        state: step % 2 === 0 ? 'starting' : 'running',
        message: `attempt ${step}.${index}`,
      }),
    );
    store.applyChanges([{kind: 'put', table: 'tasks', values}], clockMs);
    if (step % 10 === 0) console.press(keys[(step / 10) % keys.length] ?? 'j');
    await turn();
    await console.paint();
  }
  await turn();
  globalThis.gc?.();
  const {heapUsed, rss, external} = process.memoryUsage();
  const megabyte = 1024 ** 2;
  ends.push({
    heapMb: heapUsed / megabyte,
    externalMb: external / megabyte,
    residentMb: rss / megabyte,
    frames: console.sink.writes,
  });
}
writeFileSync(report, JSON.stringify(ends));
process.exit(0);
