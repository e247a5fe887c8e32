import type {EngineEvent} from '../../domain/model/index.ts';

/** What an event makes us do. Events say what to list again; they are never believed for their content. */
export type Trigger =
  | {readonly kind: 'service-changed'; readonly id: string}
  | {readonly kind: 'service-removed'; readonly id: string}
  | {readonly kind: 'node-changed'; readonly id: string}
  | {
      readonly kind: 'list';
      readonly source: 'nodes' | 'networks' | 'secrets' | 'configs' | 'volumes' | 'containers';
      readonly soon: boolean;
    }
  /** A container of this engine started or ended: its service's tasks have changed, or will within 100 ms. */
  | {readonly kind: 'tasks-of-service'; readonly id: string};

/** Container actions worth waking up for. Health checks alone make three `exec_*` events a second per container. */
export const containerActions = [
  'create',
  'start',
  'die',
  'oom',
  'destroy',
  'rename',
  'pause',
  'unpause',
  'health_status',
] as const;

/** Where one node's state changed, the reachability of others may have: of that no event tells. */
const concernsAllNodes = ({action, attributes}: EngineEvent): boolean =>
  action !== 'update' || 'state.new' in attributes || 'role.new' in attributes;

/** Reads one event. Network updates are mostly noise: listed later, together. */
export const triggersOf = (event: EngineEvent): readonly Trigger[] => {
  switch (event.type) {
    case 'service':
      return [{kind: event.action === 'remove' ? 'service-removed' : 'service-changed', id: event.id}];
    case 'node':
      return concernsAllNodes(event)
        ? [{kind: 'list', source: 'nodes', soon: true}]
        : [{kind: 'node-changed', id: event.id}];
    case 'network':
      if (event.action === 'connect' || event.action === 'disconnect') return [];
      return [{kind: 'list', source: 'networks', soon: event.action !== 'update'}];
    case 'secret':
      return [{kind: 'list', source: 'secrets', soon: true}];
    case 'config':
      return [{kind: 'list', source: 'configs', soon: true}];
    case 'volume':
      if (event.action === 'mount' || event.action === 'unmount') return [];
      return [{kind: 'list', source: 'volumes', soon: true}];
    case 'container':
      return containerTriggers(event);
    default:
      return [];
  }
};

const containerTriggers = (event: EngineEvent): readonly Trigger[] => {
  const action = event.action.split(':')[0] ?? '';
  if (!containerActions.some(known => known === action)) return [];
  const service = event.attributes['com.docker.swarm.service.id'];
  const list: Trigger = {kind: 'list', source: 'containers', soon: true};
  return service === undefined || service === '' ? [list] : [list, {kind: 'tasks-of-service', id: service}];
};
