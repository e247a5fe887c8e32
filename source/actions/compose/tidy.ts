import {isRecord, type Json, type JsonRecord} from '../spec/json.ts';

/** Fields that may not be there. */
export type Loose = {readonly [name: string]: Json | undefined};

/** The record without fields that say nothing: absent ones, and records and lists that are empty. */
export const tidy = (fields: Loose): JsonRecord =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]): readonly (readonly [string, Json])[] => {
      if (value === undefined || value === null) return [];
      const inner = isRecord(value) ? tidy(value) : value;
      return isEmpty(inner) ? [] : [[name, inner]];
    }),
  );

const isEmpty = (value: Json): boolean =>
  Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0;

/** What the engine takes where a service says nothing: to say it makes no difference. */
const defaults: JsonRecord = {
  stop_grace_period: '10s',
  deploy: {
    mode: 'replicated',
    endpoint_mode: 'vip',
    restart_policy: {condition: 'any', delay: '5s', max_attempts: 0},
    update_config: rolloutDefaults(),
    rollback_config: rolloutDefaults(),
    placement: {max_replicas_per_node: 0},
  },
};

function rolloutDefaults(): JsonRecord {
  return {parallelism: 1, failure_action: 'pause', monitor: '5s', max_failure_ratio: 0, order: 'stop-first'};
}

/** The service without what would be so anyway. */
export const withoutDefaults = (service: JsonRecord): JsonRecord => tidy(less(service, defaults));

const less = (value: JsonRecord, known: JsonRecord): JsonRecord =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, item]): readonly (readonly [string, Json])[] => {
      const usual = known[name];
      if (usual === undefined) return [[name, item]];
      if (isRecord(item) && isRecord(usual)) return [[name, less(item, usual)]];
      return item === usual ? [] : [[name, item]];
    }),
  );

/** For lists that docker puts in an order of its own; the order of others makes a difference to tasks. */
export const sorted = (items: readonly Json[]): readonly Json[] =>
  items
    .map(item => [JSON.stringify(item), item] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => item);
