import type {Service} from '../../../domain/model/index.ts';
import {judgePlacement} from '../../../domain/placement/judge-placement.ts';
import {swarmView} from '../../../store/swarm-view.ts';
import {type JsonRecord, listAt, numberAt, textAt} from '../../spec/json.ts';
import type {SpecChange} from '../../spec/spec-change.ts';
import type {Check, PlanStore} from '../plan.ts';
import {counted, policyIn} from '../services/service-facts.ts';

/** What is worth knowing before a service is edited, beside how its tasks are replaced. */
export const editChecks = (
  service: Service,
  changes: readonly SpecChange[],
  after: JsonRecord,
  store: PlanStore,
): readonly Check[] => [
  ...placementCheck(service, changes, after, store),
  ...hostPortCheck(after),
  ...policyCheck(changes),
  ...undoCheck(changes),
];

const touches = (changes: readonly SpecChange[], ...path: readonly string[]): boolean =>
  changes.some(change => path.every((name, index) => change.path[index] === name));

/** Asks the scheduler's filters with the new rules, as if none of the service's own tasks were there. */
function placementCheck(
  service: Service,
  changes: readonly SpecChange[],
  after: JsonRecord,
  store: PlanStore,
): readonly Check[] {
  const isPlaced =
    touches(changes, 'TaskTemplate', 'Placement') ||
    touches(changes, 'TaskTemplate', 'Resources', 'Reservations') ||
    touches(changes, 'EndpointSpec');
  if (!isPlaced) return [];
  const view = swarmView(store);
  const {open, nodes, fix} = judgePlacement(asEdited(service, after), {
    ...view,
    *tasksOfNode(id) {
      for (const task of view.tasksOfNode(id)) if (task.serviceId !== service.id) yield task;
    },
  });
  if (open.length === 0) {
    const nearest = fix === null ? '' : `; nearest fix: ${fix.words}`;
    return [
      {name: 'placement', level: 'warning', reason: `no node fits: new tasks will stay pending${nearest}`},
    ];
  }
  const most = numberAt(after, 'TaskTemplate', 'Placement', 'MaxReplicas');
  const wanted = numberAt(after, 'Mode', 'Replicated', 'Replicas');
  if (most > 0 && open.length * most < wanted) {
    return [
      {
        name: 'placement',
        level: 'warning',
        reason: `${counted(open.length, 'node')} with at most ${most} each: ${wanted - open.length * most} of ${wanted} tasks will stay pending`,
      },
    ];
  }
  return [
    {
      name: 'placement',
      level: 'ok',
      reason: `${open.length} of ${counted(nodes.length, 'node')} can run its tasks`,
    },
  ];
}

const asEdited = (service: Service, after: JsonRecord): Service => {
  const reserved = (name: string) => numberAt(after, 'TaskTemplate', 'Resources', 'Reservations', name);
  return {
    ...service,
    constraints: listAt(after, 'TaskTemplate', 'Placement', 'Constraints').map(String),
    maxReplicasPerNode: numberAt(after, 'TaskTemplate', 'Placement', 'MaxReplicas'),
    reservation: {
      ...service.reservation,
      nanoCpus: reserved('NanoCPUs'),
      memoryBytes: reserved('MemoryBytes'),
    },
    ports: listAt(after, 'EndpointSpec', 'Ports').map(port => ({
      protocol: textAt(port, 'Protocol') || 'tcp',
      target: numberAt(port, 'TargetPort'),
      published: numberAt(port, 'PublishedPort'),
      mode: textAt(port, 'PublishMode') === 'host' ? 'host' : 'ingress',
    })),
  };
};

function hostPortCheck(after: JsonRecord): readonly Check[] {
  const isHost = listAt(after, 'EndpointSpec', 'Ports').some(port => textAt(port, 'PublishMode') === 'host');
  return isHost && policyIn(after, 'UpdateConfig').order === 'start-first'
    ? [
        {
          name: 'host port',
          level: 'warning',
          reason:
            'it starts new tasks first, and an old task holds its host port: a new one needs another node',
        },
      ]
    : [];
}

/** Docker has no policy for one update alone. */
const policyCheck = (changes: readonly SpecChange[]): readonly Check[] =>
  touches(changes, 'UpdateConfig') && changes.some(({path}) => path[0] !== 'UpdateConfig')
    ? [
        {
          name: 'update policy',
          level: 'ok',
          reason:
            'this update is made by the new policy, which stays in the spec for later ones; undo takes both back',
        },
      ]
    : [];

const undoCheck = (changes: readonly SpecChange[]): readonly Check[] =>
  hidesValues(changes)
    ? [
        {
          name: 'undo',
          level: 'ok',
          reason:
            'the journal keeps no values of environment variables: undo is a rollback of the engine, as long as nothing else is changed',
        },
      ]
    : [];

/** Whether the journal cannot keep what these changes were. */
export const hidesValues = (changes: readonly SpecChange[]): boolean =>
  changes.some(({path}) => path.at(-1) === 'Env');
