import {ApiError} from '../../api-error.ts';
import type {Created, Filters} from '../../simulated-engine.ts';
import {type JsonText, objectIn, textIn, textMapIn} from '../../wire/json.ts';
import {wireTime} from '../../wire/time.ts';
import type {NodeRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {hasEnded} from '../state/task-states.ts';
import {checkFilters, matches, matchesLabels} from './filters.ts';

/** Volumes of one node: those that its tasks mount, and those made by hand. */
export interface Volumes {
  list(filters: Filters): readonly JsonText[];
  inspect(ref: string): JsonText;
  create(spec: unknown): Created;
  remove(ref: string): void;
}

interface Volume {
  readonly name: string;
  readonly driver: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdMs: number;
}

export const createVolumes = (state: SwarmState, node: NodeRecord): Volumes => {
  const made = new Map<string, Volume>();

  /** Volumes outlive the tasks that brought them, as long as those tasks are remembered. */
  const all = (): ReadonlyMap<string, Volume> => {
    for (const task of node.tasks) {
      for (const {name, driver} of task.template.volumes) {
        if (made.has(name)) continue;
        const stack = task.service.rules.labels['com.docker.stack.namespace'];
        const labels = stack === undefined ? {} : {'com.docker.stack.namespace': stack};
        made.set(name, {name, driver, labels, createdMs: task.createdMs});
      }
    }
    return made;
  };
  const find = (name: string): Volume => {
    const volume = all().get(name);
    if (volume === undefined) throw new ApiError(404, notFound(node, name));
    return volume;
  };
  const publish = (name: string, driver: string, action: string) =>
    state.publish({type: 'volume', action, id: name, attributes: {driver}, nodeId: node.id});

  return {
    list(filters) {
      checkFilters(filters, ['name', 'label', 'driver', 'dangling']);
      return [...all().values()]
        .filter(
          volume =>
            matches(filters, 'name', name => volume.name.includes(name)) &&
            matches(filters, 'driver', driver => volume.driver === driver) &&
            matchesLabels(filters, 'label', volume.labels),
        )
        .map(volumeText);
    },
    inspect: ref => volumeText(find(ref)),
    create(given) {
      const spec = objectIn(given);
      const name = textIn(spec['Name']) || state.random.hexId();
      const driver = textIn(spec['Driver']) || 'local';
      if (!all().has(name)) {
        made.set(name, {name, driver, labels: textMapIn(spec['Labels']), createdMs: state.clock.nowMs()});
        publish(name, driver, 'create');
      }
      return {id: name, warnings: []};
    },
    remove(ref) {
      const volume = find(ref);
      const user = [...node.tasks].find(
        task =>
          task.containerId && !hasEnded(task.state) && task.template.volumes.some(({name}) => name === ref),
      );
      if (user !== undefined) {
        throw new ApiError(409, `remove ${ref}: volume is in use - [${user.containerId}]`);
      }
      made.delete(ref);
      publish(ref, volume.driver, 'destroy');
    },
  };
};

/** A manager from engine 23 on looks among the volumes of the cluster as well. */
const notFound = ({manager, facts}: NodeRecord, name: string): string =>
  manager !== null && Number.parseInt(facts.engineVersion, 10) >= 23
    ? `volume ${name} not found`
    : `get ${name}: no such volume`;

const volumeText = ({name, driver, labels, createdMs}: Volume): JsonText =>
  JSON.stringify({
    CreatedAt: wireTime(Math.floor(createdMs / 1_000) * 1_000),
    Driver: driver,
    Labels: Object.keys(labels).length === 0 ? null : labels,
    Mountpoint: `/var/lib/docker/volumes/${name}/_data`,
    Name: name,
    Options: null,
    Scope: 'local',
  });
