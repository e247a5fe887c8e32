import type {HealthRules} from '../spec/health-rules.ts';
import type {TaskRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {publishContainer} from './container-events.ts';
import type {Runs} from './runs.ts';

export interface HealthOutcome {
  healthy(task: TaskRecord): void;
  unhealthy(task: TaskRecord): void;
}

/**
 * Health as the engine finds it: a first pass makes a container healthy; so many failures in a row, not counted within
 * the start period, make it unhealthy. Only checks that change something are played, not each of them.
 */
export const createHealthChecks = (
  state: SwarmState,
  runs: Runs,
  outcome: HealthOutcome,
): {begin(task: TaskRecord, rules: HealthRules): void} => {
  const tell = (task: TaskRecord, health: 'healthy' | 'unhealthy') => {
    task.health = health;
    publishContainer(state, task, `health_status: ${health}`);
    if (health === 'healthy') outcome.healthy(task);
    else outcome.unhealthy(task);
  };

  return {
    begin(task, {intervalMs, retries, startPeriodMs}) {
      const {healthyAfterMs, unhealthyAfterMs} = task.template.behaviour;
      task.health = 'starting';
      const failsAfterMs = (sinceMs: number) => (Math.ceil(sinceMs / intervalMs) + retries) * intervalMs;
      const firstPassMs =
        healthyAfterMs === null
          ? Number.POSITIVE_INFINITY
          : Math.max(1, Math.ceil(healthyAfterMs / intervalMs)) * intervalMs;
      const firstFailMs = startPeriodMs + retries * intervalMs;
      if (firstPassMs > firstFailMs) {
        return runs.planCheck(task, firstFailMs, () => tell(task, 'unhealthy'));
      }
      runs.planCheck(task, firstPassMs, () => {
        if (unhealthyAfterMs !== null) {
          const leftMs = Math.max(intervalMs, failsAfterMs(unhealthyAfterMs) - firstPassMs);
          runs.planCheck(task, leftMs, () => tell(task, 'unhealthy'));
        }
        tell(task, 'healthy');
      });
    },
  };
};
