import {isRecord, type Json, type JsonRecord, listAt, numberAt, textAt, valueAt} from '../spec/json.ts';
import {cpusOf, durationOf, memoryOf} from './amounts.ts';
import {ownLabels} from './own-labels.ts';
import {tidy} from './tidy.ts';

/** The part of a service about how it is deployed, in a compose file's words. */
export const deployFromSpec = (spec: JsonRecord): JsonRecord => {
  const task = (...path: readonly string[]) => valueAt(spec, ['TaskTemplate', ...path]);
  return tidy({
    ...modeOf(valueAt(spec, ['Mode'])),
    endpoint_mode: textAt(spec, 'EndpointSpec', 'Mode') || undefined,
    labels: ownLabels(spec['Labels']),
    resources: tidy({
      limits: amountsOf(task('Resources', 'Limits')),
      reservations: amountsOf(task('Resources', 'Reservations')),
    }),
    restart_policy: restartOf(task('RestartPolicy')),
    placement: tidy({
      constraints: listAt(spec, 'TaskTemplate', 'Placement', 'Constraints'),
      preferences: listAt(spec, 'TaskTemplate', 'Placement', 'Preferences').map(preference => ({
        spread: textAt(preference, 'Spread', 'SpreadDescriptor'),
      })),
      max_replicas_per_node: numberAt(task('Placement'), 'MaxReplicas'),
    }),
    update_config: rolloutOf(spec['UpdateConfig']),
    rollback_config: rolloutOf(spec['RollbackConfig']),
  });
};

function modeOf(mode: Json | undefined): JsonRecord {
  if (valueAt(mode, ['Global']) !== undefined) return {mode: 'global'};
  if (valueAt(mode, ['GlobalJob']) !== undefined) return {mode: 'global-job'};
  const job = valueAt(mode, ['ReplicatedJob']);
  if (job !== undefined) return {mode: 'replicated-job', replicas: numberAt(job, 'TotalCompletions')};
  return {mode: 'replicated', replicas: numberAt(mode, 'Replicated', 'Replicas')};
}

const amountsOf = (amounts: Json | undefined): JsonRecord =>
  tidy({
    cpus: cpusOf(numberAt(amounts, 'NanoCPUs')),
    memory: memoryOf(numberAt(amounts, 'MemoryBytes')),
    pids: numberAt(amounts, 'Pids') || undefined,
  });

const restartOf = (policy: Json | undefined): JsonRecord | undefined =>
  isRecord(policy)
    ? tidy({
        condition: textAt(policy, 'Condition') || undefined,
        delay: durationOf(numberAt(policy, 'Delay')),
        max_attempts: numberAt(policy, 'MaxAttempts'),
        window: durationOf(numberAt(policy, 'Window')),
      })
    : undefined;

const rolloutOf = (config: Json | undefined): JsonRecord | undefined =>
  isRecord(config)
    ? tidy({
        parallelism: numberAt(config, 'Parallelism'),
        delay: durationOf(numberAt(config, 'Delay')),
        failure_action: textAt(config, 'FailureAction') || undefined,
        monitor: durationOf(numberAt(config, 'Monitor')),
        max_failure_ratio: numberAt(config, 'MaxFailureRatio'),
        order: textAt(config, 'Order') || undefined,
      })
    : undefined;
