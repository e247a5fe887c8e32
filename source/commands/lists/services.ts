import type {PublishedPort} from '../../domain/model/index.ts';
import {formatReplicas} from '../../domain/replicas-text.ts';
import type {ServiceSummary} from '../../domain/summaries.ts';
import {serviceUse} from '../../store/metrics/uses.ts';
import {sortRows} from '../output/sort-rows.ts';
import {type Listing, timeValue} from './listing.ts';
import {createdField, idField, nameField} from './object-fields.ts';
import {listCommand} from './run-list.ts';
import {type Used, usedFields, usedOf} from './used-fields.ts';

const portText = (port: PublishedPort) =>
  `${port.published === 0 ? '?' : port.published}->${port.target}/${port.protocol}${port.mode === 'host' ? ' host' : ''}`;

/** `medianest services`. */
export const servicesListing: Listing<Used<ServiceSummary>> = {
  name: 'services',
  sources: ['services', 'tasks', 'nodes'],
  // The only place that knows which running task is unhealthy, for the tasks of this engine.
  alsoAsk: ['containers'],
  rows: store => sortRows(store.derived('services').values(), row => [row.service.name]),
  usedRows: (look, nowMs) =>
    servicesListing.rows(look.store).map(row => ({...row, used: usedOf(serviceUse(row, look), nowMs)})),
  nameOf: row => row.service.name,
  labelsOf: row => row.service.labels,
  fields: [
    idField('service', row => row.service.id),
    nameField(row => row.service.name),
    {
      name: 'mode',
      type: 'string',
      meaning: '`replicated`, `global`, `replicated-job` or `global-job`.',
      title: 'MODE',
      value: row => row.service.mode.kind,
    },
    {
      name: 'stack',
      type: 'string or null',
      meaning: 'Stack that it belongs to.',
      value: row => row.service.stack,
    },
    {
      name: 'image',
      type: 'string',
      meaning: 'Image of the spec, without the digest.',
      value: row => row.service.image,
    },
    {
      name: 'desired',
      type: 'number',
      meaning: 'Tasks wanted: the replicas, or one for each node that fits.',
      value: row => row.replicas.desired,
    },
    {
      name: 'running',
      type: 'number',
      meaning:
        'Tasks running, wanted, of the current spec, on nodes that are not down, and not unhealthy. Never what `docker service ls` counts.',
      title: 'RUNNING',
      value: row => row.replicas.running,
      cell: row => formatReplicas(row.replicas, row.service.mode.kind),
      level: row => row.health.level,
    },
    {
      name: 'update',
      type: 'string or null',
      meaning:
        'State of the rollout: `updating`, `paused`, `completed`, `rollback_started`, `rollback_paused`, `rollback_completed`; null when there was none.',
      title: 'UPDATE',
      value: row => row.service.update?.state ?? null,
    },
    {
      name: 'health',
      type: 'string',
      meaning: '`ok`, `progress`, `unknown`, `warning` or `critical`.',
      title: 'HEALTH',
      value: row => row.health.level,
      cell: row => [row.health.level, ...row.health.reasons.slice(0, 1)].join(': '),
      level: row => row.health.level,
      gives: true,
    },
    {
      name: 'reasons',
      type: 'array of strings',
      meaning: 'Why the health is what it is, worst first.',
      value: row => row.health.reasons,
    },
    {
      name: 'replicas',
      type: 'object',
      meaning:
        'What is not counted as running: `starting`, `pending`, `outdated` (old spec), `unhealthy`, `completed` (jobs), and `onDeadNodes`, a list of hostname and count.',
      value: ({replicas}) => ({
        starting: replicas.starting,
        pending: replicas.pending,
        outdated: replicas.outdated,
        unhealthy: replicas.unhealthy,
        completed: replicas.completed,
        onDeadNodes: replicas.onDeadNodes.map(({hostname, count}) => ({hostname, count})),
      }),
    },
    {
      name: 'updateMessage',
      type: 'string',
      meaning: 'The engine’s word on the rollout; names the task that stopped it.',
      value: row => row.service.update?.message ?? '',
    },
    {
      name: 'ports',
      type: 'array of strings',
      meaning: 'Published ports as `8080->80/tcp`; `?` while none is chosen.',
      title: 'PORTS',
      value: row => row.service.ports.map(portText),
      cell: row => row.service.ports.map(portText).join(', '),
      gives: true,
    },
    ...usedFields<ServiceSummary>(
      'Memory limit of its tasks together; null where it has none, or no task is known.',
    ),
    {name: 'labels', type: 'object', meaning: 'Labels of the service.', value: row => row.service.labels},
    createdField(row => row.service.createdAtMs),
    {
      name: 'updatedAt',
      type: 'string',
      meaning: 'When its spec or rollout last changed.',
      value: row => timeValue(row.service.updatedAtMs),
    },
    {
      name: 'imageDigest',
      type: 'string',
      meaning: 'Digest that the image is pinned to; empty when it is not.',
      title: 'IMAGE',
      value: row => row.service.imageDigest,
      cell: row => row.service.image,
      gives: true,
    },
  ],
};

/** Runs `medianest services`. */
export const runServices = listCommand(servicesListing);
