import {type Figure, type Measured, median} from '../figure.ts';
import {runBundled} from './run-bundled.ts';

interface Scenario {
  readonly name: string;
  readonly samples: readonly number[];
  readonly bytes: readonly number[];
  readonly floor: readonly number[];
}

const sizes = [
  {columns: 200, rows: 60, budget: 1, tailBudget: 5},
  {columns: 400, rows: 120},
] as const;

/** What a frame costs from the key or the change to the write. */
export async function measureFrames(): Promise<Measured> {
  const figures: Figure[] = [];
  const notes: string[] = [];
  for (const {columns, rows, ...budgets} of sizes) {
    const scenarios = (await runBundled(
      'frames-program.tsx',
      String(columns),
      String(rows),
    )) as readonly Scenario[];
    for (const {name, samples, bytes, floor} of scenarios) {
      const reference = {name: 'hand-written diff', samples: floor};
      notes.push(`${columns}×${rows}, ${name}: ${median(bytes)} bytes a frame`);
      figures.push({name: `${columns}×${rows}: ${name}`, unit: 'ms', samples, reference, ...budgets});
    }
  }
  return {
    title: 'A frame',
    how:
      'The console in a process of its own, built as the product is, on a list of 10,000 tasks and a terminal that takes everything at once. Time runs ' +
      'from the key’s bytes, or from the change in the store, over React’s commit and layout to the write. The hand-written diff ' +
      'takes the same two screens as text, draws them into cells, compares and writes: no components, no layout, no list.',
    figures,
    notes,
  };
}
