import fc from 'fast-check';
import type {
  Container,
  Network,
  Node,
  Secret,
  Service,
  Task,
  TaskState,
} from '../../source/domain/model/index.ts';
import type {Change} from '../../source/store/changes.ts';
import {containerId, networkId, nodeId, secretId, serviceId, stackName, taskId} from './ids.ts';
import {
  aContainer,
  aManager,
  aNetwork,
  aNode,
  anUpdate,
  aSecret,
  aService,
  aTask,
  minuteMs,
  nowMs,
} from './objects.ts';

/** Few enough ids that changes meet the same objects again and again. */
const nodeIds = ['n1', 'n2', 'n3', 'n4'].map(nodeId);
const serviceIds = ['s1', 's2', 's3'].map(serviceId);
const taskIds = ['t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8'].map(taskId);
const networkIds = ['net1', 'net2'].map(networkId);

const states: readonly TaskState[] = [
  'pending',
  'starting',
  'running',
  'complete',
  'shutdown',
  'failed',
  'rejected',
  'orphaned',
];
const stack = fc.constantFrom(null, stackName('a'), stackName('b'));
const version = fc.integer({min: 1, max: 4});
/** Times around now, so that some rules have come due, some have not, and some fall due exactly. */
const time = fc.integer({min: 0, max: 25}).map(half => nowMs - half * (minuteMs / 2));

export const arbitraryNode: fc.Arbitrary<Node> = fc
  .record({
    id: fc.constantFrom(...nodeIds),
    version,
    hostname: fc.constantFrom('node-1', 'node-2', 'node-10'),
    state: fc.constantFrom('ready', 'down', 'unknown', 'disconnected'),
    availability: fc.constantFrom('active', 'pause', 'drain'),
    engineVersion: fc.constantFrom('28.5.2', '29.1.0'),
    isManager: fc.boolean(),
    leader: fc.boolean(),
    reachability: fc.constantFrom('reachable', 'unreachable'),
    updatedAtMs: time,
  })
  .map(({isManager, leader, reachability, ...part}) =>
    isManager ? aManager(part, {leader, reachability}) : aNode(part),
  );

const mode: fc.Arbitrary<Service['mode']> = fc.oneof(
  fc.integer({min: 0, max: 4}).map(replicas => ({kind: 'replicated', replicas}) as const),
  fc.constant({kind: 'global'} as const),
  fc.constant({kind: 'replicated-job', maxConcurrent: 1, totalCompletions: 3} as const),
  fc.constant({kind: 'global-job'} as const),
);

export const arbitraryService: fc.Arbitrary<Service> = fc
  .record({
    id: fc.constantFrom(...serviceIds),
    version,
    name: fc.constantFrom('web', 'api', 'db'),
    stack,
    mode,
    specKey: fc.constantFrom('spec-1', 'spec-2'),
    networks: fc.subarray([...networkIds]),
    jobIteration: fc.integer({min: 0, max: 1}),
    updatedAtMs: time,
    rollout: fc.option(
      fc.record({
        state: fc.constantFrom('updating', 'paused', 'completed', 'rollback_completed'),
        startedAtMs: time,
      }),
    ),
  })
  .map(({rollout, ...part}) => aService({...part, update: rollout === null ? null : anUpdate(rollout)}));

export const arbitraryTask: fc.Arbitrary<Task> = fc
  .record({
    id: fc.constantFrom(...taskIds),
    version,
    serviceId: fc.constantFrom(...serviceIds),
    slot: fc.integer({min: 0, max: 2}),
    nodeId: fc.option(fc.constantFrom(...nodeIds)),
    desiredState: fc.constantFrom('running', 'ready', 'shutdown', 'complete'),
    state: fc.constantFrom(...states),
    error: fc.constantFrom(
      '',
      'task: non-zero exit (1)',
      'no suitable node (insufficient resources on 2 nodes)',
    ),
    specKey: fc.constantFrom('spec-1', 'spec-2'),
    jobIteration: fc.integer({min: 0, max: 1}),
    createdAtMs: time,
    lastedMs: fc.integer({min: 0, max: 4}).map(half => half * (minuteMs / 2)),
  })
  .map(({lastedMs, ...part}) =>
    aTask({
      ...part,
      stateSinceMs: part.createdAtMs + lastedMs,
      updatedAtMs: part.createdAtMs + lastedMs + 100,
    }),
  );

const arbitraryContainer: fc.Arbitrary<Container> = fc
  .record({
    id: fc.constantFrom('c1', 'c2', 'c3').map(containerId),
    taskId: fc.option(fc.constantFrom(...taskIds)),
    health: fc.constantFrom('none', 'starting', 'healthy', 'unhealthy'),
    createdAtMs: time,
  })
  .map(aContainer);

const arbitraryNetwork: fc.Arbitrary<Network> = fc
  .record({id: fc.constantFrom(...networkIds), stack, attachable: fc.boolean()})
  .map(aNetwork);

const arbitrarySecret: fc.Arbitrary<Secret> = fc
  .record({id: fc.constantFrom('sec1', 'sec2').map(secretId), version, stack})
  .map(aSecret);

const listOf = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, {maxLength: 6});
/** The engine lists an object once. */
const uniqueListOf = <Value extends {readonly id: string}>(value: fc.Arbitrary<Value>) =>
  fc.uniqueArray(value, {maxLength: 6, selector: each => each.id});

/** Anything a feed may say of nodes, services, tasks, containers, networks and secrets, in any order. */
export const arbitraryChange: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: listOf(arbitraryTask).map(values => ({kind: 'put', table: 'tasks', values}) as const),
  },
  {
    weight: 2,
    arbitrary: listOf(arbitraryService).map(values => ({kind: 'put', table: 'services', values}) as const),
  },
  {
    weight: 2,
    arbitrary: listOf(arbitraryNode).map(values => ({kind: 'put', table: 'nodes', values}) as const),
  },
  listOf(arbitraryContainer).map(values => ({kind: 'put', table: 'containers', values}) as const),
  listOf(arbitraryNetwork).map(values => ({kind: 'put', table: 'networks', values}) as const),
  listOf(arbitrarySecret).map(values => ({kind: 'put', table: 'secrets', values}) as const),
  fc.subarray([...taskIds]).map(ids => ({kind: 'remove', table: 'tasks', ids}) as const),
  fc.subarray([...serviceIds]).map(ids => ({kind: 'remove', table: 'services', ids}) as const),
  fc.subarray([...nodeIds]).map(ids => ({kind: 'remove', table: 'nodes', ids}) as const),
  uniqueListOf(arbitraryService).map(values => ({kind: 'list', table: 'services', values}) as const),
  uniqueListOf(arbitraryTask).map(values => ({kind: 'replace', table: 'tasks', values}) as const),
  uniqueListOf(arbitraryService).map(values => ({kind: 'replace', table: 'services', values}) as const),
  uniqueListOf(arbitraryNode).map(values => ({kind: 'replace', table: 'nodes', values}) as const),
  fc
    .tuple(uniqueListOf(arbitraryTask), fc.subarray([...serviceIds]))
    .map(([values, services]) => ({kind: 'replace-tasks', within: {services}, values}) as const),
  fc.constant({kind: 'clear'} as const),
);
