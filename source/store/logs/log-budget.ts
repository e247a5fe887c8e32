/** A ring that can give memory back. */
interface BudgetHolder {
  readonly bytes: number;
  /** Drops its oldest lines; false: there is nothing that it could do without. */
  dropOldest(): boolean;
}

/** One limit for the memory of all logs together. */
export interface LogBudget {
  join(holder: BudgetHolder): () => void;
  /** Has the largest give back until all fit. */
  settle(): void;
  readonly bytes: number;
}

export const createLogBudget = (limitBytes: number): LogBudget => {
  const holders = new Set<BudgetHolder>();
  const total = (): number => [...holders].reduce((sum, {bytes}) => sum + bytes, 0);
  return {
    join(holder) {
      holders.add(holder);
      return () => holders.delete(holder);
    },
    settle() {
      while (total() > limitBytes) {
        const largest = [...holders].sort((a, b) => b.bytes - a.bytes)[0];
        if (largest === undefined || !largest.dropOldest()) return;
      }
    },
    get bytes() {
      return total();
    },
  };
};
