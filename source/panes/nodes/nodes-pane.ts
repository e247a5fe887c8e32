import type {NodeSummary} from '../../domain/summaries.ts';
import {emptyText} from '../empty.ts';
import {isFaulty, type ListPane} from '../pane.ts';
import {derivedRows} from '../row-source.ts';
import {hasTaskOn} from '../scopes.ts';
import {nodesColumns} from './nodes-columns.ts';

/** The nodes of the swarm, by id: one that rejoined is a second entry with the same hostname. */
export const nodesPane: ListPane<NodeSummary> = {
  id: 'nodes',
  title: 'Nodes',
  objectKind: 'node',
  rows: derivedRows('nodes'),
  key: row => row.node.id,
  name: row => row.node.hostname,
  columns: nodesColumns,
  defaultSort: {id: 'name', descending: false},
  text: ({node, health}) => [
    node.hostname,
    node.role,
    node.state,
    node.availability,
    node.manager?.leader === true ? 'leader' : '',
    node.address,
    node.engineVersion,
    node.id,
    ...health.reasons,
  ],
  labels: ({node}) => ({...node.engineLabels, ...node.labels}),
  isFault: row => isFaulty(row.health.level),
  sources: ['nodes', 'tasks'],
  inScope: (row, scope, store) => {
    if (scope.kind === 'node') return row.node.id === scope.id;
    return scope.kind === 'service' && hasTaskOn(scope.id, row.node.id, store);
  },
  open: ({node}) => ({
    kind: 'list',
    pane: 'tasks',
    scope: {kind: 'node', id: node.id, name: node.hostname},
  }),
  watches: row => ({node: row.node.id}),
  empty: emptyText('nodes', 'Only a manager can tell them: connect to one with :ctx or --host.'),
};
