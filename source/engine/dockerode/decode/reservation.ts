import type {Reservation} from '../../../domain/model/index.ts';
import {count, fields, list, text} from './fields.ts';

/** Reads `Resources` of a task spec; equal reservations are one record, for a hundred thousand tasks have few. */
export type ReadReservation = (resources: unknown) => Reservation;

const none: Reservation = Object.freeze({nanoCpus: 0, memoryBytes: 0, generic: Object.freeze({})});

export const createReadReservation = (limit = 2_000): ReadReservation => {
  let known = new Map<string, Reservation>();
  return resources => {
    const wire = fields(resources)['Reservations'];
    if (wire === undefined || wire === null) return none;
    const words = JSON.stringify(wire);
    const same = known.get(words);
    if (same !== undefined) return same;
    if (known.size >= limit) known = new Map();
    const reservation = decodeReservation(wire);
    known.set(words, reservation);
    return reservation;
  };
};

const decodeReservation = (wire: unknown): Reservation => {
  const reserved = fields(wire);
  const [nanoCpus, memoryBytes] = [count(reserved['NanoCPUs']), count(reserved['MemoryBytes'])];
  const generic = genericResources(reserved['GenericResources']);
  if (nanoCpus === 0 && memoryBytes === 0 && Object.keys(generic).length === 0) return none;
  return {nanoCpus, memoryBytes, generic};
};

/** Generic resources by kind: discrete ones are a number, of named ones each entry is one. */
export const genericResources = (wire: unknown): Readonly<Record<string, number>> => {
  const totals: Record<string, number> = {};
  for (const item of list(wire)) {
    const discrete = fields(fields(item)['DiscreteResourceSpec']);
    const named = fields(fields(item)['NamedResourceSpec']);
    const kind = text(discrete['Kind']) || text(named['Kind']);
    if (kind !== '') totals[kind] = (totals[kind] ?? 0) + (named['Kind'] ? 1 : count(discrete['Value']));
  }
  return totals;
};
