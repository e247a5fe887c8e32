import {ApiError} from '../../api-error.ts';
import {
  durationMs,
  type JsonObject,
  listIn,
  numberIn,
  objectIn,
  objectOrNull,
  textIn,
  textMapIn,
} from '../../wire/json.ts';
import {readTemplate} from './read-template.ts';
import type {ModeRules, PortRules, ServiceRules, UpdateRules} from './service-rules.ts';

const invalid = (reason: string) => new ApiError(400, `rpc error: code = InvalidArgument desc = ${reason}`);

/** The spec as the engine keeps it: what it fills in by itself is there, the client's own fields are as they came. */
export const normaliseSpec = (given: unknown): JsonObject => {
  const spec = objectIn(given);
  const template = objectIn(spec['TaskTemplate']);
  const container = objectOrNull(template['ContainerSpec']);
  if (container === null) throw new ApiError(400, 'mismatched Runtime and *Spec fields');
  const endpoint = objectIn(spec['EndpointSpec']);
  const mode = objectOrNull(spec['Mode']);
  const {Name, Labels, TaskTemplate: _template, Mode: _mode, EndpointSpec, ...others} = spec;
  return {
    Name: textIn(Name),
    Labels: textMapIn(Labels),
    TaskTemplate: {
      ...template,
      ContainerSpec: {
        ...withoutEmptyLists(container),
        Isolation: textIn(container['Isolation']) || 'default',
      },
      ForceUpdate: numberIn(template['ForceUpdate']),
      Runtime: 'container',
    },
    Mode: normaliseMode(mode),
    ...others,
    ...normaliseUpdate('UpdateConfig', spec['UpdateConfig']),
    ...normaliseUpdate('RollbackConfig', spec['RollbackConfig']),
    ...(EndpointSpec !== undefined && {
      EndpointSpec: {...endpoint, Mode: textIn(endpoint['Mode']) || 'vip'},
    }),
  };
};

/** The engine leaves out lists in which nothing is. */
const withoutEmptyLists = (container: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(container).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  );

const normaliseUpdate = (name: string, given: unknown): JsonObject => {
  const config = objectOrNull(given);
  if (config === null) return {};
  const {Parallelism, ...others} = config;
  return {
    [name]: {
      Parallelism: numberIn(Parallelism),
      FailureAction: 'pause',
      MaxFailureRatio: 0,
      Order: 'stop-first',
      ...others,
    },
  };
};

const normaliseMode = (mode: JsonObject | null): JsonObject => {
  if (Object.keys(mode ?? {}).length > 1) throw new ApiError(400, 'must specify only one service mode');
  if (mode === null || Object.keys(mode).length === 0) return {Replicated: {Replicas: 1}};
  const replicated = objectOrNull(mode['Replicated']);
  if (replicated !== null) return {Replicated: {Replicas: numberIn(replicated['Replicas'], 1)}};
  const job = objectOrNull(mode['ReplicatedJob']);
  if (job === null) return mode;
  const MaxConcurrent = numberIn(job['MaxConcurrent'], 1);
  return {ReplicatedJob: {MaxConcurrent, TotalCompletions: numberIn(job['TotalCompletions'], MaxConcurrent)}};
};

/** Reads a normalised spec, refusing what the engine refuses, in its words. */
export const readService = (spec: JsonObject): ServiceRules => {
  const template = objectIn(spec['TaskTemplate']);
  checkImage(textIn(objectIn(template['ContainerSpec'])['Image']));
  const name = textIn(spec['Name']);
  if (!/^[a-zA-Z0-9](?:[-_]*[A-Za-z0-9]+)*$/.test(name) || name.length > 63) {
    throw invalid('name must be valid as a DNS name component');
  }
  const endpoint = objectIn(spec['EndpointSpec']);
  const ports = listIn(endpoint['Ports']).map(item => readPort(objectIn(item)));
  const labels = textMapIn(spec['Labels']);
  return {
    name,
    labels,
    mode: readMode(objectIn(spec['Mode'])),
    template: readTemplate(template, ports, endpoint, labels),
    update: readUpdate(objectIn(spec['UpdateConfig'])),
    rollback: readUpdate(objectIn(spec['RollbackConfig'])),
    ports,
    endpointMode: endpoint['Mode'] === 'dnsrr' ? 'dnsrr' : 'vip',
  };
};

const checkImage = (image: string) => {
  if (image === '') throw invalid('ContainerSpec: image reference must be provided');
  const [reference = ''] = image.split('@');
  if (!/^[a-z0-9._-]+(:\d+)?(\/[a-z0-9._-]+)*(:[\w][\w.-]{0,127})?$/.test(reference)) {
    throw invalid(`ContainerSpec: "${image}" is not a valid repository/tag`);
  }
};

const readMode = (mode: JsonObject): ModeRules => {
  if (mode['Global'] !== undefined) return {kind: 'global'};
  if (mode['GlobalJob'] !== undefined) return {kind: 'global-job'};
  const job = objectOrNull(mode['ReplicatedJob']);
  if (job !== null) {
    const maxConcurrent = numberIn(job['MaxConcurrent'], 1);
    return {
      kind: 'replicated-job',
      maxConcurrent,
      totalCompletions: numberIn(job['TotalCompletions'], maxConcurrent),
    };
  }
  return {kind: 'replicated', replicas: numberIn(objectIn(mode['Replicated'])['Replicas'], 1)};
};

const readUpdate = (config: JsonObject): UpdateRules => {
  const action = textIn(config['FailureAction']);
  return {
    // Without a config the engine updates one at a time; a config without the number means all at once.
    parallelism: Object.keys(config).length === 0 ? 1 : numberIn(config['Parallelism']),
    delayMs: durationMs(config['Delay'], 0),
    failureAction: action === 'continue' || action === 'rollback' ? action : 'pause',
    monitorMs: durationMs(config['Monitor'], 5_000) || 5_000,
    maxFailureRatio: numberIn(config['MaxFailureRatio']),
    order: config['Order'] === 'start-first' ? 'start-first' : 'stop-first',
  };
};

const readPort = (port: JsonObject): PortRules => ({
  protocol: textIn(port['Protocol']) || 'tcp',
  target: numberIn(port['TargetPort']),
  published: numberIn(port['PublishedPort']),
  mode: port['PublishMode'] === 'host' ? 'host' : 'ingress',
});
