import type {
  ManagerStatus,
  Node,
  NodeAvailability,
  NodeId,
  NodeState,
  Reachability,
} from '../../../domain/model/index.ts';
import {count, fields, flag, objectMeta, oneOf, text, textMap} from './fields.ts';
import {issuerKey} from './issuer-key.ts';
import {pluginsOf} from './placement.ts';
import {genericResources} from './reservation.ts';

const states: ReadonlySet<NodeState> = new Set(['unknown', 'down', 'ready', 'disconnected']);
const availabilities: ReadonlySet<NodeAvailability> = new Set(['active', 'pause', 'drain']);
const reachabilities: ReadonlySet<Reachability> = new Set(['unknown', 'unreachable', 'reachable']);

export const decodeNode = (wire: unknown): Node | null => {
  const node = fields(wire);
  const id = text(node['ID']);
  if (id === '') return null;
  const spec = fields(node['Spec']);
  const description = fields(node['Description']);
  const platform = fields(description['Platform']);
  const resources = fields(description['Resources']);
  const engine = fields(description['Engine']);
  const status = fields(node['Status']);
  return {
    id: id as NodeId,
    ...objectMeta(node),
    hostname: text(description['Hostname']),
    role: spec['Role'] === 'manager' ? 'manager' : 'worker',
    availability: oneOf(spec['Availability'], availabilities, 'active'),
    state: oneOf(status['State'], states, 'unknown'),
    message: text(status['Message']),
    address: text(status['Addr']),
    engineVersion: text(engine['EngineVersion']),
    os: text(platform['OS']),
    architecture: text(platform['Architecture']),
    nanoCpus: count(resources['NanoCPUs']),
    memoryBytes: count(resources['MemoryBytes']),
    genericResources: genericResources(resources['GenericResources']),
    plugins: pluginsOf(engine),
    labels: textMap(spec['Labels']),
    engineLabels: textMap(engine['Labels']),
    issuerKey: issuerKey(description['TLSInfo']),
    manager: managerStatus(node['ManagerStatus']),
  };
};

const managerStatus = (wire: unknown): ManagerStatus | null => {
  const status = fields(wire);
  if (Object.keys(status).length === 0) return null;
  return {
    leader: flag(status['Leader']),
    reachability: oneOf(status['Reachability'], reachabilities, 'unknown'),
    address: text(status['Addr']),
  };
};
