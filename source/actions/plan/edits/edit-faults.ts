import type {Service} from '../../../domain/model/index.ts';
import {type Json, type JsonRecord, listAt, numberAt, textAt, valueAt} from '../../spec/json.ts';
import type {PlanStore} from '../plan.ts';

/** What the engine, or every node, would refuse in a spec: better told before. Empty: nothing. */
export function editFaults(
  service: Service,
  before: JsonRecord,
  after: JsonRecord,
  store: PlanStore,
): readonly string[] {
  return [...identityFaults(before, after), ...resourceFaults(after), ...portFaults(service, after, store)];
}

/** The engine answers 501 to these. */
function identityFaults(before: JsonRecord, after: JsonRecord): readonly string[] {
  const modeOf = (spec: JsonRecord) => Object.keys(recordAt(spec['Mode'])).join();
  return [
    ...(textAt(before, 'Name') === textAt(after, 'Name')
      ? []
      : ['a service cannot be renamed: remove it and create it anew']),
    ...(modeOf(before) === modeOf(after)
      ? []
      : ['the mode of a service cannot be changed: remove it and create it anew']),
    ...(textAt(after, 'TaskTemplate', 'ContainerSpec', 'Image') === '' &&
    textAt(before, 'TaskTemplate', 'ContainerSpec', 'Image') !== ''
      ? ['a service needs an image']
      : []),
  ];
}

const recordAt = (value: Json | undefined): object =>
  typeof value === 'object' && value !== null ? value : {};

/** No container starts with a reservation above its limit. */
function resourceFaults(after: JsonRecord): readonly string[] {
  const amount = (part: string, name: string) => numberAt(after, 'TaskTemplate', 'Resources', part, name);
  const isOver = (name: string) => {
    const limit = amount('Limits', name);
    return limit > 0 && amount('Reservations', name) > limit;
  };
  return [
    ...(isOver('MemoryBytes') ? ['the memory reserved is more than the limit: no task would start'] : []),
    ...(isOver('NanoCPUs') ? ['the CPUs reserved are more than the limit'] : []),
  ];
}

function portFaults({id}: Service, after: JsonRecord, store: PlanStore): readonly string[] {
  const ports = listAt(after, 'EndpointSpec', 'Ports');
  const ingress = ports.filter(port => textAt(port, 'PublishMode') !== 'host');
  const isDnsrr = valueAt(after, ['EndpointSpec', 'Mode']) === 'dnsrr';
  const published = ingress.filter(port => numberAt(port, 'PublishedPort') > 0).map(wordsOf);
  return [
    ...(isDnsrr && ingress.length > 0
      ? ['with the endpoint mode dnsrr ports can be published in mode host only']
      : []),
    ...[...new Set(published)]
      .filter(words => published.indexOf(words) !== published.lastIndexOf(words))
      .map(words => `port ${words} would be published twice`),
    ...published.flatMap(words => {
      const owner = ownerOf(words, id, store);
      return owner === null ? [] : [`port ${words} is published by the service "${owner}" already`];
    }),
  ];
}

const wordsOf = (port: Json): string =>
  `${numberAt(port, 'PublishedPort')}/${textAt(port, 'Protocol') || 'tcp'}`;

function ownerOf(words: string, id: string, store: PlanStore): string | null {
  for (const other of store.table('services').values()) {
    if (other.id === id) continue;
    const isTaken = other.ports.some(
      ({published, protocol, mode}) => mode === 'ingress' && `${published}/${protocol}` === words,
    );
    if (isTaken) return other.name;
  }
  return null;
}
