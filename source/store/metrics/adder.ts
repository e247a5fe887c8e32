import type {NodeUsage, Usage} from '../../domain/metrics/usage.ts';

/** The figures that are added up, in the order in which sums hold them. */
const added = [
  'cpuPercent',
  'memoryBytes',
  'memoryLimitBytes',
  'receivedRate',
  'sentRate',
  'readRate',
  'writtenRate',
  'cpus',
  'load',
  'diskBytes',
  'diskLimitBytes',
] as const satisfies readonly (keyof NodeUsage)[];
type Added = (typeof added)[number];

/** By how much sums change when a part changes. */
export interface Difference {
  readonly amounts: Float64Array;
  readonly known: Int8Array;
}

export const createDifference = (): Difference => ({
  amounts: new Float64Array(added.length),
  known: new Int8Array(added.length),
});

/** Whole thousandths add up exactly, in any order: what was added and removed again leaves nothing behind. */
const thousandths = 1_000;

/** Written into a record that is used again and again: this happens ten thousand times a second in a large swarm. */
export const differ = (
  into: Difference,
  before: Partial<NodeUsage> | null,
  after: Partial<NodeUsage> | null,
): Difference => {
  for (let index = 0; index < added.length; index += 1) {
    const figure = added[index] ?? 'cpuPercent';
    const old = before?.[figure] ?? null;
    const now = after?.[figure] ?? null;
    into.amounts[index] =
      (now === null ? 0 : Math.round(now * thousandths)) - (old === null ? 0 : Math.round(old * thousandths));
    into.known[index] = (now === null ? 0 : 1) - (old === null ? 0 : 1);
  }
  return into;
};

/** Adds up figures that come and go one by one; what that costs does not grow with how many they are. */
export interface Adder {
  change(difference: Difference): void;
  /** How many parts have a figure. */
  known(figure: keyof Usage): number;
  usage(): NodeUsage;
}

export const createAdder = (): Adder => {
  const totals = new Float64Array(added.length);
  const known = new Int32Array(added.length);
  const total = (figure: Added): number | null => {
    const index = added.indexOf(figure);
    return (known[index] ?? 0) > 0 ? (totals[index] ?? 0) / thousandths : null;
  };
  return {
    change(difference) {
      for (let index = 0; index < added.length; index += 1) {
        totals[index] = (totals[index] ?? 0) + (difference.amounts[index] ?? 0);
        known[index] = (known[index] ?? 0) + (difference.known[index] ?? 0);
      }
    },
    known: figure => known[added.indexOf(figure)] ?? 0,
    usage: () => ({
      cpuPercent: total('cpuPercent'),
      memoryBytes: total('memoryBytes'),
      memoryLimitBytes: total('memoryLimitBytes'),
      receivedRate: total('receivedRate'),
      sentRate: total('sentRate'),
      readRate: total('readRate'),
      writtenRate: total('writtenRate'),
      cpus: total('cpus'),
      load: total('load'),
      diskBytes: total('diskBytes'),
      diskLimitBytes: total('diskLimitBytes'),
    }),
  };
};
