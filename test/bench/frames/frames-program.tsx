import {writeFileSync} from 'node:fs';
import xterm from '@xterm/headless';
import {createClusterStore} from '../../../source/store/create-cluster-store.ts';
import {bigCluster, bigTask} from './big-cluster.ts';
import {type ConsoleInProcess, startInProcess} from './console-in-process.tsx';
import {cellsOf, diffCosts, type Grid} from './hand-written-diff.ts';

const [report = '', themes = '', columns = '', rows = ''] = process.argv.slice(2);
const size = {columns: Number(columns), rows: Number(rows)};
const warmUp = 200;
const frames = 500;

/** What happens, and what each of its frames took. */
interface Scenario {
  readonly name: string;
  readonly samples: number[];
  readonly bytes: number[];
  /** The same two screens through a diff without a framework. */
  readonly floor: number[];
}

const turn = () => new Promise<void>(resolve => setImmediate(resolve));

async function untilWritten({sink}: ConsoleInProcess, before: number): Promise<void> {
  const endMs = performance.now() + 5000;
  while (sink.writes === before) {
    if (performance.now() > endMs) throw new Error('nothing was painted');
    await turn();
  }
}

/** From the key's bytes, or the change in the store, to the last write. */
async function oneFrame(console: ConsoleInProcess, change: () => void, isKey: boolean): Promise<number> {
  const before = console.sink.writes;
  const startedMs = performance.now();
  change();
  if (!isKey) await console.paint();
  await untilWritten(console, before);
  const tookMs = console.sink.lastMs - startedMs;
  await console.paint();
  await turn();
  return tookMs;
}

async function run(): Promise<readonly Scenario[]> {
  const store = createClusterStore(Date.now());
  store.applyChanges(bigCluster(), Date.now());
  const console = startInProcess(store, size, themes);
  const emulator = new xterm.Terminal({cols: size.columns, rows: size.rows, allowProposedApi: true});
  // Drawn only between the measurements: the emulator costs more than a frame.
  const texts: string[] = [];
  console.sink.onText = text => void texts.push(text);
  const screen = async (): Promise<Grid> => {
    await new Promise<void>(resolve => emulator.write(texts.splice(0).join(''), resolve));
    return cellsOf(emulator);
  };
  await console.paint();
  console.press(':tasks\r');
  await turn();
  await console.paint();

  const measure = async (name: string, change: (step: number) => void, isKey: boolean): Promise<Scenario> => {
    const samples: number[] = [];
    const bytes: number[] = [];
    for (let step = 0; step < warmUp + frames; step += 1) {
      const before = console.sink.bytes;
      samples.push(await oneFrame(console, () => change(step), isKey));
      bytes.push(console.sink.bytes - before);
    }
    const first = await screen();
    await oneFrame(console, () => change(warmUp + frames), isKey);
    const floor = diffCosts(first, await screen(), warmUp, frames);
    return {name, samples: samples.slice(warmUp), bytes: bytes.slice(warmUp), floor};
  };

  let version = 1;
  const put = (indexes: readonly number[]) => {
    version += 1;
    const state = version % 2 === 0 ? 'starting' : 'running';
    const values = indexes.map(index => bigTask(index, {version, state}));
    store.applyChanges([{kind: 'put', table: 'tasks', values}], Date.now());
  };
  const scenarios = [
    await measure('selection moved', step => console.press(step % 2 === 0 ? 'j' : 'k'), true),
    await measure('five tasks changed', () => put([1, 3, 5, 7, 9]), false),
    await measure('every row another', step => console.press(step % 2 === 0 ? 'G' : 'g'), true),
  ];
  await console.close();
  return scenarios;
}

writeFileSync(report, JSON.stringify(await run()));
process.exit(0);
