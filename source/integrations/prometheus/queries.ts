import type {HistorySubject} from '../../domain/metrics/history.ts';
import type {Metric} from '../../domain/metrics/metric.ts';

const task = 'container_label_com_docker_swarm_task';
const service = 'container_label_com_docker_swarm_service';
const node = 'container_label_com_docker_swarm_node_id';

/** Labels by which a series of cAdvisor is known as that of a task; exporters may be told to leave some out. */
export const taskLabels = {id: `${task}_id`, name: `${task}_name`} as const;
const byTask = `${taskLabels.id},${taskLabels.name}`;

/** Interfaces of the machine itself: what goes through bridges and pairs would count twice. */
const ownDevices = 'device!~"lo|veth.*|docker.*|br-.*|vxlan.*"';

/** How a counter becomes a rate. */
interface Rate {
  readonly of: 'rate' | 'irate';
  readonly window: string;
}

/** Of now: the last two readings, however seldom they are. A mean over a minute is too low until a minute is over. */
const now: Rate = {of: 'irate', window: '5m'};

type Containers = Extract<
  Metric,
  'cpuPercent' | 'memoryBytes' | 'receivedRate' | 'sentRate' | 'readRate' | 'writtenRate'
>;

/** What containers use, by metric; `select` narrows it, `rate` how rates are made. */
const ofContainers: Readonly<Record<Containers, (select: string, rate: Rate) => string>> = {
  cpuPercent: (select, rate) =>
    `100 * ${rate.of}(container_cpu_usage_seconds_total{${select}}[${rate.window}])`,
  memoryBytes: select => `container_memory_working_set_bytes{${select}}`,
  receivedRate: (select, rate) =>
    `${rate.of}(container_network_receive_bytes_total{${select}}[${rate.window}])`,
  sentRate: (select, rate) => `${rate.of}(container_network_transmit_bytes_total{${select}}[${rate.window}])`,
  readRate: (select, rate) => `${rate.of}(container_fs_reads_bytes_total{${select}}[${rate.window}])`,
  writtenRate: (select, rate) => `${rate.of}(container_fs_writes_bytes_total{${select}}[${rate.window}])`,
};

const ofNodes: Readonly<Record<Metric, (select: string, rate: Rate) => string>> = {
  cpuPercent: (select, rate) =>
    `100 * ${rate.of}(node_cpu_seconds_total{mode!~"idle|iowait"${select}}[${rate.window}])`,
  memoryBytes: select => {
    const own = select === '' ? '' : `{${select.slice(1)}}`;
    return `(node_memory_MemTotal_bytes${own} - node_memory_MemAvailable_bytes${own})`;
  },
  receivedRate: (select, rate) =>
    `${rate.of}(node_network_receive_bytes_total{${ownDevices}${select}}[${rate.window}])`,
  sentRate: (select, rate) =>
    `${rate.of}(node_network_transmit_bytes_total{${ownDevices}${select}}[${rate.window}])`,
  readRate: (select, rate) =>
    `${rate.of}(node_disk_read_bytes_total{device!~"loop.*|ram.*"${select}}[${rate.window}])`,
  writtenRate: (select, rate) =>
    `${rate.of}(node_disk_written_bytes_total{device!~"loop.*|ram.*"${select}}[${rate.window}])`,
  load: select => `node_load1{job!=""${select}}`,
  diskBytes: select =>
    `(node_filesystem_size_bytes{mountpoint="/"${select}} - node_filesystem_avail_bytes{mountpoint="/"${select}})`,
};

const isOfContainers = (metric: Metric): metric is Containers => metric in ofContainers;

/** What is asked of tasks and of nodes alike. */
const ofBoth = (sum: (metric: Containers) => string): Readonly<Record<Containers, string>> => ({
  cpuPercent: sum('cpuPercent'),
  memoryBytes: sum('memoryBytes'),
  receivedRate: sum('receivedRate'),
  sentRate: sum('sentRate'),
  readRate: sum('readRate'),
  writtenRate: sum('writtenRate'),
});

/** Every figure of tasks in one moment, by what is asked. */
export const taskQueries = (): Readonly<Record<Containers | 'memoryLimitBytes' | 'ageSeconds', string>> => {
  const sum = (metric: Containers) => `sum by (${byTask}) (${ofContainers[metric]('', now)})`;
  return {
    ...ofBoth(sum),
    memoryLimitBytes: `max by (${byTask}) (container_spec_memory_limit_bytes)`,
    ageSeconds: `time() - max by (${byTask}) (timestamp(container_memory_working_set_bytes))`,
  };
};

/** Every figure of nodes in one moment. */
export const nodeQueries = () => {
  const sum = (metric: Metric) => `sum by (instance) (${ofNodes[metric]('', now)})`;
  return {
    ...ofBoth(sum),
    load: sum('load'),
    diskBytes: sum('diskBytes'),
    memoryLimitBytes: 'max by (instance) (node_memory_MemTotal_bytes)',
    diskLimitBytes: 'max by (instance) (node_filesystem_size_bytes{mountpoint="/"})',
    cpus: 'count by (instance) (node_cpu_seconds_total{mode="idle"})',
    ageSeconds: 'time() - max by (instance) (timestamp(node_memory_MemTotal_bytes))',
  } as const;
};

/** Which machine an instance is: its own name. */
export const nameQuery = 'node_uname_info';

/** One series over time of what is asked; null: Prometheus has nothing of the kind. */
export function rangeQuery(
  of: HistorySubject,
  metric: Metric,
  stepMs: number,
  instanceOf: (nodeId: string) => string | null,
): string | null {
  // Four readings at the least, or a late one would make a hole.
  const rate: Rate = {of: 'rate', window: `${Math.max(60, Math.ceil((4 * stepMs) / 1_000))}s`};
  if (of.kind === 'nodes') return `sum(${ofNodes[metric]('', rate)})`;
  if (of.kind === 'node') {
    const instance = instanceOf(of.id);
    return instance === null ? null : `sum(${ofNodes[metric](`,instance=${quoted(instance)}`, rate)})`;
  }
  if (!isOfContainers(metric)) return null;
  const made = selectorsOf(of).map(select => ofContainers[metric](select, rate));
  return `sum(${made.join(' or ')})`;
}

type ContainerSubject =
  | Extract<HistorySubject, {kind: 'task' | 'service' | 'tasks-of-node'}>
  | {readonly kind: 'tasks'};

/** Alternatives, since exporters may be told to leave labels out. */
function selectorsOf(of: ContainerSubject): readonly string[] {
  switch (of.kind) {
    case 'task':
      return [`${taskLabels.id}=${quoted(of.id)}`, `${taskLabels.name}=~${quoted(`.*\\.${of.id}`)}`];
    case 'service':
      return [`${service}_id=${quoted(of.id)}`];
    case 'tasks-of-node':
      return [`${node}=${quoted(of.id)}`];
    case 'tasks':
      return [`${taskLabels.id}!=""`, `${taskLabels.name}!=""`];
  }
}

/** A value in a selector; what could end it is escaped. */
const quoted = (value: string): string => JSON.stringify(value);
