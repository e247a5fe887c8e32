import type {
  Container,
  ContainerHealth,
  ContainerId,
  ServiceId,
  TaskId,
} from '../../../domain/model/index.ts';
import {count, fields, text, textList, textMap} from './fields.ts';
import {containerPorts} from './ports.ts';

export const decodeContainer = (wire: unknown): Container | null => {
  const container = fields(wire);
  const id = text(container['Id']);
  if (id === '') return null;
  const labels = textMap(container['Labels']);
  const status = text(container['Status']);
  return {
    id: id as ContainerId,
    name: (textList(container['Names'])[0] ?? '').replace(/^\//, ''),
    image: text(container['Image']),
    state: text(container['State']),
    status,
    health: healthIn(status),
    taskId: (labels['com.docker.swarm.task.id'] || null) as TaskId | null,
    serviceId: (labels['com.docker.swarm.service.id'] || null) as ServiceId | null,
    ports: containerPorts(container['Ports']),
    labels,
    createdAtMs: Math.max(0, count(container['Created'])) * 1_000,
  };
};

/** The list has no field for health on most engines, but its phrase ends in `(healthy)`, `(unhealthy)` or `(health: starting)`. */
const healthIn = (status: string): ContainerHealth => {
  const word = /\((?:health: )?(\w+)\)$/.exec(status)?.[1];
  return word === 'healthy' || word === 'unhealthy' || word === 'starting' ? word : 'none';
};
