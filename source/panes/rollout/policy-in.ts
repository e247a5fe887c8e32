import {defaultPolicy, type RolloutPolicy} from '../../domain/rollout/policy.ts';
import {numberAt, textAt, valueAt} from '../json.ts';

const nanosecondsPerMs = 1e6;

/** The policy by which a service as the engine tells of it is rolled out, or rolled back. */
export function rolloutPolicyIn(service: unknown, isBack: boolean): RolloutPolicy {
  const config = valueAt(service, 'Spec', isBack ? 'RollbackConfig' : 'UpdateConfig');
  if (config === undefined || config === null) return defaultPolicy;
  return {
    parallelism: numberAt(config, 'Parallelism') ?? 0,
    delayMs: (numberAt(config, 'Delay') ?? 0) / nanosecondsPerMs,
    monitorMs: (numberAt(config, 'Monitor') ?? 0) / nanosecondsPerMs || defaultPolicy.monitorMs,
    order: textAt(config, 'Order') === 'start-first' ? 'start-first' : 'stop-first',
    failureAction: textAt(config, 'FailureAction') || defaultPolicy.failureAction,
    maxFailureRatio: numberAt(config, 'MaxFailureRatio') ?? 0,
  };
}
