import type {Measured} from '../figure.ts';
import {runBundled} from './run-bundled.ts';

interface Report {
  readonly hour: {readonly bytesOfSeries: number};
  readonly inTasks: {
    readonly samples: readonly number[];
    readonly told: number;
    readonly busyShare: number;
    readonly grownMb: number;
    readonly pastsMb: number;
    readonly residentMb: number;
  };
}

/** Whether figures of a very large swarm can be taken in without a key waiting for it, and what they weigh. */
export async function measureMetrics(): Promise<Measured> {
  const {hour, inTasks} = (await runBundled('metrics-program.tsx')) as Report;
  return {
    title: 'Figures',
    how:
      'The console in a process of its own, as for the frames, on 1,000 nodes with 20 containers each, of which every node reports every 2 s: lines as ' +
      'agents write them, parsed, checked, added up and kept, for 40 s, while the tasks are listed with their figures and a key is pressed every 50 ms.',
    figures: [
      {name: 'key to paint meanwhile', unit: 'ms', samples: inTasks.samples, budget: 8, tailBudget: 16},
      {name: 'share of a core for the intake', unit: '%', samples: [inTasks.busyShare]},
      {name: 'memory of an hour of one figure', unit: 'B', samples: [hour.bytesOfSeries]},
      {name: 'memory (RSS) of the whole console', unit: 'MB', samples: [inTasks.residentMb]},
    ],
    notes: [
      `${inTasks.told} reports in 40 s; the process grew by ${inTasks.grownMb.toFixed(0)} MB, of which ${inTasks.pastsMb.toFixed(0)} MB are pasts`,
      'All pasts together take at most 64 MB: in a swarm of this size the fine hour is shorter, and what is older is kept by the minute',
    ],
  };
}
