import {ApiError} from '../../source/simulator/api-error.ts';
import {type ManualClock, manualClock} from '../../source/simulator/clock.ts';
import {noFilters, type SimulatedEngine} from '../../source/simulator/simulated-engine.ts';
import {createSwarm, type SimulatedSwarm} from '../../source/simulator/swarm/create-swarm.ts';
import type {NodeOptions} from '../../source/simulator/swarm/join-node.ts';

export interface WireTask {
  readonly ID: string;
  readonly ServiceID: string;
  readonly Slot?: number;
  readonly NodeID?: string;
  readonly DesiredState: string;
  readonly Status: {
    readonly State: string;
    readonly Message: string;
    readonly Err?: string;
    readonly ContainerStatus?: {readonly ContainerID: string; readonly ExitCode: number};
  };
  readonly Spec: {readonly ContainerSpec: {readonly Image: string}};
}

export interface WireService {
  readonly ID: string;
  readonly Version: {readonly Index: number};
  readonly Spec: Readonly<Record<string, unknown>> & {
    readonly TaskTemplate: {readonly ContainerSpec: {readonly Image: string}};
  };
  readonly PreviousSpec?: object;
  readonly UpdateStatus?: {readonly State: string; readonly Message: string; readonly CompletedAt?: string};
  readonly ServiceStatus?: {
    readonly RunningTasks: number;
    readonly DesiredTasks: number;
    readonly CompletedTasks: number;
  };
}

export interface WireNode {
  readonly ID: string;
  readonly Version: {readonly Index: number};
  readonly Spec: Readonly<Record<string, unknown>>;
  readonly Description: {readonly Hostname: string};
  readonly Status: {readonly State: string; readonly Message?: string};
  readonly ManagerStatus?: {readonly Leader?: boolean; readonly Reachability: string};
}

/** What a test says of a service; the rest is the engine's default. */
export interface ServicePart {
  readonly image?: string;
  readonly mode?: object;
  readonly replicas?: number;
  readonly template?: object;
  readonly container?: object;
  readonly spec?: object;
}

export const aSpec = (name: string, part: ServicePart = {}): object => ({
  Name: name,
  TaskTemplate: {
    ContainerSpec: {Image: part.image ?? 'registry.example/app:nohc', ...part.container},
    ...part.template,
  },
  Mode: part.mode ?? {Replicated: {Replicas: part.replicas ?? 1}},
  ...part.spec,
});

/** A simulated swarm on a clock that the test moves, with the answers of its first manager decoded. */
export interface TestSwarm {
  readonly swarm: SimulatedSwarm;
  readonly clock: ManualClock;
  readonly engine: SimulatedEngine;
  create(name: string, part?: ServicePart): Promise<string>;
  update(name: string, part: ServicePart): Promise<void>;
  service(name: string): Promise<WireService>;
  tasks(name?: string): Promise<readonly WireTask[]>;
  nodes(): Promise<readonly WireNode[]>;
  updateNode(hostname: string, spec: object): Promise<void>;
  /** Moves on, and lets calls that wait on the clock be answered. */
  pass(ms: number): Promise<void>;
}

const settle = () => new Promise<void>(resolve => setImmediate(resolve));

export const aSwarm = (
  options: {
    readonly managers?: number;
    readonly workers?: number;
    readonly seed?: number;
    readonly machine?: Partial<NodeOptions>;
  } = {},
): TestSwarm => {
  const clock = manualClock();
  const named = (role: 'manager' | 'worker', count: number): readonly NodeOptions[] =>
    Array.from({length: count}, (_, at) => ({...options.machine, hostname: `${role}-${at + 1}`, role}));
  const nodes = [...named('manager', options.managers ?? 3), ...named('worker', options.workers ?? 2)];
  const swarm = createSwarm({clock, seed: options.seed ?? 1, nodes});
  const engine = swarm.engine('manager-1');
  const service = async (name: string) => {
    const texts = await engine.listServices(noFilters, {status: true});
    const services = texts.map(text => JSON.parse(text) as WireService);
    const found = services.find(({Spec}) => Spec['Name'] === name);
    if (found === undefined) throw new ApiError(404, `service ${name} not found`);
    return found;
  };
  return {
    swarm,
    clock,
    engine,
    async create(name, part = {}) {
      return (await engine.createService(aSpec(name, part))).id;
    },
    async update(name, part) {
      const {ID, Version, Spec} = await service(name);
      const template = {
        ...Spec.TaskTemplate,
        ...part.template,
        ContainerSpec: {
          ...Spec.TaskTemplate.ContainerSpec,
          ...(part.image !== undefined && {Image: part.image}),
          ...part.container,
        },
      };
      const mode = part.replicas === undefined ? {} : {Mode: {Replicated: {Replicas: part.replicas}}};
      await engine.updateService(
        ID,
        Version.Index,
        {...Spec, ...mode, ...part.spec, TaskTemplate: template},
        {},
      );
    },
    service,
    async tasks(name) {
      const filters = name === undefined ? noFilters : new Map([['service', [name]]]);
      return (await engine.listTasks(filters)).map(text => JSON.parse(text) as WireTask);
    },
    async nodes() {
      return (await engine.listNodes(noFilters)).map(text => JSON.parse(text) as WireNode);
    },
    async updateNode(hostname, spec) {
      const node = JSON.parse(await engine.inspectNode(hostname)) as WireNode;
      await engine.updateNode(node.ID, node.Version.Index, {...node.Spec, ...spec});
    },
    async pass(ms) {
      for (let left = ms; left > 0; left -= 1_000) {
        clock.advance(Math.min(left, 1_000));
        await settle();
      }
    },
  };
};

/** Tasks that run and are meant to. */
export const runningOf = (tasks: readonly WireTask[]): readonly WireTask[] =>
  tasks.filter(({Status, DesiredState}) => Status.State === 'running' && DesiredState === 'running');
