import {type Measured, median} from '../figure.ts';
import {runBundled} from './run-bundled.ts';

interface HourEnd {
  readonly heapMb: number;
  readonly residentMb: number;
  readonly externalMb: number;
  readonly frames: number;
}

/** The first hours compile and fill caches; the last ones are held against those in between. */
const settledAfter = 4;
const compared = 6;

/** Whether a console that is open for a day keeps what it no longer needs. */
export async function measureMemory(): Promise<Measured> {
  const ends = (await runBundled('day-program.tsx')) as readonly HourEnd[];
  const early = ends.slice(settledAfter, settledAfter + compared);
  const late = ends.slice(-compared);
  const figure = (name: string, of: (end: HourEnd) => number) => ({
    name,
    unit: 'MB' as const,
    samples: late.map(of),
    budget: 1.05 * median(early.map(of)),
    reference: {name: `hours ${settledAfter + 1}–${settledAfter + compared}`, samples: early.map(of)},
  });
  const hourly = ends.map(({heapMb}) => heapMb.toFixed(1)).join(', ');
  return {
    title: 'A day',
    how:
      'The console in a process of its own, as for the frames, on a clock that the bench moves: 24 hours, every 2 s ten of 10,000 tasks change, with ' +
      'messages never seen before, half of them in view, every 20 s a key goes through lists and details. Memory after a full collection at the end of each hour. ' +
      'Budget: at most 5 % more in the last hours.',
    figures: [
      figure(`heap, hours ${ends.length - compared + 1}–${ends.length}`, ({heapMb}) => heapMb),
      figure(
        `memory (RSS), hours ${ends.length - compared + 1}–${ends.length}`,
        ({residentMb}) => residentMb,
      ),
    ],
    notes: [
      `Heap at the end of each hour, in MB: ${hourly}`,
      `${ends.at(-1)?.frames ?? 0} frames were written.`,
    ],
  };
}
