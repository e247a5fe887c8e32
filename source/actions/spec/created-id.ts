import type {WholeKind} from '../../engine/object-writes.ts';
import {isRecord, type Json} from './json.ts';

/** Stands in a plan for the id that the engine will give to what an earlier step makes. */
export const createdId = (kind: WholeKind | 'service', name: string): string => `<id of ${kind} ${name}>`;

/** The same value with the ids that are known by now. */
export function withCreatedIds(value: Json, ids: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') return ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map(item => withCreatedIds(item, ids));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withCreatedIds(item, ids)]));
}
