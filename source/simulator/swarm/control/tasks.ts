import type {Filters} from '../../simulated-engine.ts';
import type {JsonText} from '../../wire/json.ts';
import {taskName} from '../agent/container-events.ts';
import type {NodeRecord, TaskRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {isWanted} from '../state/task-states.ts';
import {taskText} from '../state/texts.ts';
import {checkFilters, checkWords, matches, matchesLabels} from './filters.ts';
import {findObject} from './refs.ts';

/** Lists tasks, walking only those of the services or nodes that were asked for. */
export const listTasks = (state: SwarmState, filters: Filters, self: NodeRecord): readonly JsonText[] => {
  checkFilters(filters, [
    'id',
    'name',
    'service',
    'node',
    'label',
    'desired-state',
    'runtime',
    '_up-to-date',
  ]);
  checkWords(filters, 'desired-state', ['running', 'shutdown', 'accepted']);
  const services = (filters.get('service') ?? []).map(ref => findObject(state.services, 'service', ref));
  const nodes = (filters.get('node') ?? []).map(ref =>
    ref === 'self' ? self : findObject(state.nodes, 'node', ref),
  );
  const texts: JsonText[] = [];
  for (const task of candidates(
    state,
    services.map(({slots}) => slots),
    nodes,
  )) {
    if (nodes.length > 0 && (task.node === null || !nodes.includes(task.node))) continue;
    if (filters.size === 0 || passes(task, filters)) texts.push(taskText(task));
  }
  return texts;
};

function* candidates(
  state: SwarmState,
  slots: readonly TaskRecord['service']['slots'][],
  nodes: readonly NodeRecord[],
): Iterable<TaskRecord> {
  if (slots.length > 0) {
    for (const service of slots) for (const slot of service.values()) yield* slot.tasks;
  } else if (nodes.length > 0) {
    for (const node of new Set(nodes)) yield* node.tasks;
  } else yield* state.tasks.values();
}

const passes = (task: TaskRecord, filters: Filters): boolean =>
  matches(filters, 'id', id => task.id.startsWith(id)) &&
  matches(filters, 'name', name => taskName(task).startsWith(name)) &&
  matches(filters, 'desired-state', wanted => wantedWord(task) === wanted) &&
  matches(filters, 'runtime', wanted => wanted === 'container') &&
  matches(
    filters,
    '_up-to-date',
    wanted => (wanted === 'true') === (task.template.key === task.service.rules.template.key),
  ) &&
  matchesLabels(filters, 'label', task.template.labels);

/** The filter knows three words; a job's task that is to complete is meant to run. */
const wantedWord = ({desired}: TaskRecord): string => {
  if (desired === 'ready') return 'accepted';
  return isWanted(desired) ? 'running' : 'shutdown';
};
