import type {
  ConfigId,
  NetworkId,
  SecretId,
  Service,
  ServiceId,
  ServiceMode,
  ServiceStatus,
  UpdateState,
  UpdateStatus,
  VolumeName,
} from '../../../domain/model/index.ts';
import {holdMs} from '../../../domain/rollout/policy.ts';
import {count, type Fields, fields, list, objectMeta, text, textList, textMap, timeOrNull} from './fields.ts';
import {splitImage} from './image.ts';
import {neededPlugins, platformsOf, spreadsOf} from './placement.ts';
import {decodePorts} from './ports.ts';
import {stackOf} from './stack.ts';
import {imageOf} from './task.ts';
import type {DecodeTools} from './tools.ts';

const updateStates: ReadonlySet<string> = new Set<UpdateState>([
  'updating',
  'paused',
  'completed',
  'rollback_started',
  'rollback_paused',
  'rollback_completed',
]);

const nanosecondsPerMs = 1e6;

export const decodeService = (wire: unknown, {specKey, reservation}: DecodeTools): Service | null => {
  const service = fields(wire);
  const id = text(service['ID']);
  if (id === '') return null;
  const spec = fields(service['Spec']);
  const template = fields(spec['TaskTemplate']);
  const container = fields(template['ContainerSpec']);
  const placement = fields(template['Placement']);
  const limits = fields(fields(template['Resources'])['Limits']);
  const labels = textMap(spec['Labels']);
  const {image, digest} = splitImage(imageOf(template));
  return {
    id: id as ServiceId,
    ...objectMeta(service),
    name: text(spec['Name']),
    stack: stackOf(labels),
    labels,
    mode: decodeMode(fields(spec['Mode'])),
    image,
    imageDigest: digest,
    specKey: specKey(template),
    ports: decodePorts(service),
    // Networks stood beside the template before API 1.25; services that old still have them there.
    networks: idsIn(template['Networks'] ?? spec['Networks'], 'Target') as readonly NetworkId[],
    secrets: idsIn(container['Secrets'], 'SecretID') as readonly SecretId[],
    configs: idsIn(container['Configs'], 'ConfigID') as readonly ConfigId[],
    volumes: sourcesOf(container, ['volume', 'cluster']) as readonly VolumeName[],
    binds: sourcesOf(container, ['bind']),
    constraints: textList(placement['Constraints']),
    spreads: spreadsOf(placement),
    platforms: platformsOf(placement),
    plugins: neededPlugins(template, container),
    reservation: reservation(template['Resources']),
    memoryLimitBytes: count(limits['MemoryBytes']),
    nanoCpusLimit: count(limits['NanoCPUs']),
    maxReplicasPerNode: count(placement['MaxReplicas']),
    hasHealthcheck: hasHealthcheck(container),
    update: decodeUpdate(service['UpdateStatus'], service['PreviousSpec'], fields(spec['UpdateConfig'])),
    status: decodeStatus(service['ServiceStatus']),
    jobIteration: count(fields(fields(service['JobStatus'])['JobIteration'])['Index']),
  };
};

const decodeMode = (mode: Fields): ServiceMode => {
  if (mode['Global'] !== undefined) return {kind: 'global'};
  if (mode['GlobalJob'] !== undefined) return {kind: 'global-job'};
  if (mode['ReplicatedJob'] !== undefined) {
    const job = fields(mode['ReplicatedJob']);
    const maxConcurrent = count(job['MaxConcurrent']);
    // Without a total, the engine runs as many as may run at once.
    const total = job['TotalCompletions'];
    return {
      kind: 'replicated-job',
      maxConcurrent,
      totalCompletions: total === undefined ? maxConcurrent : count(total),
    };
  }
  // A service without a mode, and a replicated one without a number, has one replica.
  const replicas = fields(mode['Replicated'])['Replicas'];
  return {kind: 'replicated', replicas: typeof replicas === 'number' ? count(replicas) : 1};
};

const idsIn = (wire: unknown, field: string): readonly string[] => [
  ...new Set(
    list(wire)
      .map(item => text(fields(item)[field]))
      .filter(id => id !== ''),
  ),
];

const sourcesOf = (container: Fields, types: readonly string[]): readonly string[] =>
  idsIn(
    list(container['Mounts']).filter(mount => types.includes(text(fields(mount)['Type']))),
    'Source',
  );

const hasHealthcheck = (container: Fields): boolean => {
  const test = textList(fields(container['Healthcheck'])['Test']);
  return test.length > 0 && test[0] !== 'NONE';
};

const decodeUpdate = (wire: unknown, previousSpec: unknown, policy: Fields): UpdateStatus | null => {
  const status = fields(wire);
  const state = text(status['State']);
  if (!updateStates.has(state)) return null;
  return {
    state: state as UpdateState,
    message: text(status['Message']),
    // The engine forgets the previous spec when it rolls back by itself; asked to, it swaps the two.
    isManual: state.startsWith('rollback') && typeof previousSpec === 'object' && previousSpec !== null,
    isHeld: state === 'updating' && count(policy['Delay']) === holdMs * nanosecondsPerMs,
    startedAtMs: timeOrNull(status['StartedAt']),
    completedAtMs: timeOrNull(status['CompletedAt']),
  };
};

const decodeStatus = (wire: unknown): ServiceStatus | null => {
  if (typeof wire !== 'object' || wire === null) return null;
  const status = fields(wire);
  return {
    running: count(status['RunningTasks']),
    desired: count(status['DesiredTasks']),
    completed: count(status['CompletedTasks']),
  };
};
