import type {ServiceSummary} from '../../domain/summaries.ts';
import {emptyText} from '../empty.ts';
import {isFaulty, type ListPane} from '../pane.ts';
import {portsInWords} from '../ports.ts';
import {derivedRows} from '../row-source.ts';
import {isServiceInScope} from '../scopes.ts';
import {servicesColumns} from './services-columns.ts';

/** The services of the swarm with their truthful replicas. */
export const servicesPane: ListPane<ServiceSummary> = {
  id: 'services',
  title: 'Services',
  objectKind: 'service',
  rows: derivedRows('services'),
  key: row => row.service.id,
  name: row => row.service.name,
  columns: servicesColumns,
  defaultSort: {id: 'name', descending: false},
  text: ({service, health}) => [
    service.name,
    service.image,
    service.mode.kind,
    service.id,
    portsInWords(service.ports),
    ...health.reasons,
  ],
  labels: row => row.service.labels,
  isFault: row => isFaulty(row.health.level),
  sources: ['services', 'tasks', 'nodes'],
  inScope: (row, scope, store) => isServiceInScope(row.service, scope, store),
  open: ({service}) => ({
    kind: 'list',
    pane: 'tasks',
    scope: {kind: 'service', id: service.id, name: service.name},
  }),
  watches: row => ({service: row.service.id}),
  empty: emptyText('services', 'Deploy one with "docker stack deploy" or "docker service create".'),
};
