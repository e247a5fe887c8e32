/** A health check as the engine runs it. */
export interface HealthRules {
  readonly intervalMs: number;
  readonly retries: number;
  readonly startPeriodMs: number;
}
