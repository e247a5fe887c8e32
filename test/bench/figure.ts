/** One thing that was measured, with what it is held against. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 'µs' | '%' | 'B' | 'MB' | '/s' | '/min' | 'KB/min';
  readonly samples: readonly number[];
  /** What the median may be at most. */
  readonly budget?: number;
  /** What 99 of 100 samples may be at most. */
  readonly tailBudget?: number;
  /** The least that could be, or what another tool needs, measured in the same run. */
  readonly reference?: {readonly name: string; readonly samples: readonly number[]};
}

/** A measurement: its title, what was done, its figures, and what the figures alone do not say. */
export interface Measured {
  readonly title: string;
  readonly how: string;
  readonly figures: readonly Figure[];
  readonly notes?: readonly string[];
}

/** The value below which that share of the samples lies, by the nearest rank: always one that was measured. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  const value = sorted[rank - 1];
  if (value === undefined) throw new Error('no samples');
  return value;
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** Whether the budgets are kept; null where there is none. */
export function isWithin({samples, budget, tailBudget}: Figure): boolean | null {
  if (budget === undefined && tailBudget === undefined) return null;
  return (
    (budget === undefined || median(samples) <= budget) &&
    (tailBudget === undefined || quantile(samples, 0.99) <= tailBudget)
  );
}
