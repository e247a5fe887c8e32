import type {
  NodeAvailability,
  NodeState,
  Reachability,
  TaskState,
  UpdateState,
} from '../../../domain/model/index.ts';
import type {JsonObject, JsonText} from '../../wire/json.ts';
import type {ServiceRules, TaskTemplate} from '../spec/service-rules.ts';

/** What every object of the swarm has. Records change in place: a change must not cost more the larger the swarm is. */
export interface Meta {
  readonly id: string;
  version: number;
  createdMs: number;
  updatedMs: number;
  /** The object as the API sends it; null when it has changed since. */
  text: JsonText | null;
}

export interface TaskRecord extends Meta {
  readonly service: ServiceRecord;
  readonly slot: Slot;
  readonly template: TaskTemplate;
  readonly jobIteration: number | null;
  node: NodeRecord | null;
  desired: TaskState;
  state: TaskState;
  message: string;
  err: string;
  statusMs: number;
  /** Null before an agent has told of it; empty where no container came to be. */
  containerId: string | null;
  pid: number;
  exitCode: number;
  startedMs: number;
  endedMs: number;
  wasOomKilled: boolean;
  /** JSON of `NetworksAttachments`; empty for none. */
  attachments: JsonText;
  /** When the current container was found healthy or not. */
  health: 'none' | 'starting' | 'healthy' | 'unhealthy';
}

/** A place of a service that wants one task: a number, or a node for a global service. Newest task last. */
export interface Slot {
  readonly key: string;
  /** 0 for the slots of global services. */
  readonly number: number;
  readonly tasks: TaskRecord[];
  /** Its last task ended, and the policy wants no other. */
  isOver: boolean;
  /** When tasks of this slot were restarted, for MaxAttempts; forgotten with the next template. */
  restarts: {readonly templateKey: string; readonly timesMs: number[]} | null;
}

export interface UpdateRecord {
  state: UpdateState;
  message: string;
  readonly startedMs: number;
  completedMs: number | null;
}

export interface ServiceRecord extends Meta {
  spec: JsonObject;
  previousSpec: JsonObject | null;
  rules: ServiceRules;
  readonly slots: Map<string, Slot>;
  update: UpdateRecord | null;
  jobIteration: number;
  lastExecutionMs: number;
  /** JSON of `Endpoint`. */
  endpoint: JsonText;
  /** Tasks whose observed state is running, whatever is wanted of them. */
  running: number;
  /** Tasks that are meant to run. */
  wanted: number;
  /** Completed tasks of the current iteration of a job. */
  completed: number;
  isRemoved: boolean;
}

interface NodeFacts {
  readonly hostname: string;
  readonly address: string;
  readonly nanoCpus: number;
  readonly memoryBytes: number;
  readonly architecture: string;
  readonly os: string;
  readonly engineVersion: string;
  readonly engineLabels: Readonly<Record<string, string>>;
  /** `Volume/local`, `Network/overlay`, `Log/json-file`, … */
  readonly plugins: readonly string[];
  readonly cgroupVersion: '1' | '2';
}

export interface NodeRecord extends Meta {
  readonly facts: NodeFacts;
  name: string;
  labels: Readonly<Record<string, string>>;
  role: 'worker' | 'manager';
  availability: NodeAvailability;
  state: NodeState;
  message: string;
  manager: {isLeader: boolean; reachability: Reachability} | null;
  /** The machine and its daemon are on. */
  isAlive: boolean;
  /** Nodes of different groups do not hear each other. */
  group: number;
  /** Removed from the swarm's list, or left it: its daemon does not belong to the swarm any more. */
  isMember: boolean;
  /** The leader hears its agent: what happens on it is told. */
  isRegistered: boolean;
  readonly tasks: Set<TaskRecord>;
  readonly room: Room;
}

/** What is taken on a node, kept up with every change of a task. */
interface Room {
  nanoCpus: number;
  memoryBytes: number;
  /** Tasks that are meant to run. */
  active: number;
  readonly activeByService: Map<string, number>;
  readonly hostPorts: Map<string, number>;
  /** Recent failures by service: a node with five in five minutes is tried last. */
  readonly failures: Map<string, number[]>;
}

/** A secret, a config or a network. */
export interface ObjectRecord extends Meta {
  readonly name: string;
  spec: JsonObject;
  /** Services that use it, by id. */
  readonly usedBy: Set<string>;
}
