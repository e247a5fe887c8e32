import {isRecord, type Json, type JsonRecord, listAt, textAt, valueAt} from '../spec/json.ts';
import {sameBytes, sameCpus, sameDuration} from './amounts.ts';
import {mapOf} from './short-forms.ts';
import {tidy} from './tidy.ts';

/** The part of a file's service about how it is deployed, as one that runs would tell it. */
export const deployFromFile = (deploy: JsonRecord): JsonRecord => {
  const mode = textAt(deploy, 'mode') || 'replicated';
  const replicas = valueAt(deploy, ['replicas']);
  const isCounted = mode === 'replicated' || mode === 'replicated-job';
  return tidy({
    mode,
    replicas: isCounted ? (replicas ?? 1) : undefined,
    endpoint_mode: textAt(deploy, 'endpoint_mode') || undefined,
    labels: mapOf(deploy['labels'] ?? {}),
    resources: tidy({
      limits: amountsOf(valueAt(deploy, ['resources', 'limits'])),
      reservations: amountsOf(valueAt(deploy, ['resources', 'reservations'])),
    }),
    restart_policy: durationsIn(deploy['restart_policy'], ['delay', 'window']),
    placement: tidy({
      constraints: listAt(deploy, 'placement', 'constraints'),
      preferences: listAt(deploy, 'placement', 'preferences'),
      max_replicas_per_node: valueAt(deploy, ['placement', 'max_replicas_per_node']),
    }),
    update_config: durationsIn(deploy['update_config'], ['delay', 'monitor']),
    rollback_config: durationsIn(deploy['rollback_config'], ['delay', 'monitor']),
  });
};

const amountsOf = (amounts: Json | undefined): JsonRecord =>
  tidy({
    cpus: sameCpus(valueAt(amounts, ['cpus'])),
    memory: sameBytes(valueAt(amounts, ['memory'])),
    pids: valueAt(amounts, ['pids']) || undefined,
  });

/** No time at all is as good as none said. */
const durationsIn = (value: Json | undefined, names: readonly string[]): JsonRecord | undefined =>
  isRecord(value)
    ? tidy(
        Object.fromEntries(
          Object.entries(value).map(([name, item]) => [
            name,
            names.includes(name) ? sameDuration(item) : item,
          ]),
        ),
      )
    : undefined;
