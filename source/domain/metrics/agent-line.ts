import {jsonFields} from '../logs/json-fields.ts';
import type {ContainerHealth} from '../model/container.ts';
import type {AgentReport} from './agent-report.ts';
import type {ContainerFact} from './container-fact.ts';
import type {NodeUsage, Usage} from './usage.ts';

// The agent and its readers are often of different versions. Readers leave out what they do not know: keys, and what
// stands behind the last figure of a row. Whatever else is changed needs a new version.

/** The engine breaks lines of a log at 16 KiB. */
export const longestAgentLine = 16_000;
/** Of what a health check printed: an output of control characters takes six times its length in JSON. */
const longestOutput = 1_024;
const mostRows = 2_000;
const mostFacts = 200;
const healths: readonly ContainerHealth[] = ['none', 'starting', 'healthy', 'unhealthy'];

/** One line, without its end. Figures are whole: per cent in hundredths, memory and disk in KiB, rates in bytes a second. */
export const encodeAgentLine = (report: AgentReport): string => {
  const services = new Map<string, number>();
  const indexOf = (id: string): number => {
    const known = services.get(id);
    if (known !== undefined) return known;
    services.set(id, services.size);
    return services.size - 1;
  };
  const rows = report.tasks.map(({taskId, serviceId, usage}) => [
    taskId,
    indexOf(serviceId),
    ...usageRow(usage),
  ]);
  const facts = report.facts.map(fact => factRow(fact, indexOf(fact.serviceId)));
  return JSON.stringify({
    v: report.version,
    n: report.nodeId,
    q: report.sequence,
    t: Math.round(report.atMs),
    e: Math.round(report.everyMs),
    ...(report.trouble === null ? {} : {w: report.trouble.slice(0, longestOutput)}),
    ...(report.node === null ? {} : {N: nodeRow(report.node)}),
    ...(services.size === 0 ? {} : {s: [...services.keys()]}),
    ...(rows.length === 0 ? {} : {c: rows}),
    ...(facts.length === 0 ? {} : {f: facts}),
  });
};

type Cell = number | null;
const whole = (value: number | null, factor: number): Cell =>
  value === null ? null : Math.round(value * factor);
const kibi = 1 / 1_024;

const usageRow = (usage: Usage): readonly Cell[] => [
  whole(usage.cpuPercent, 100),
  whole(usage.memoryBytes, kibi),
  whole(usage.memoryLimitBytes, kibi),
  whole(usage.receivedRate, 1),
  whole(usage.sentRate, 1),
  whole(usage.readRate, 1),
  whole(usage.writtenRate, 1),
];

const nodeRow = (usage: NodeUsage): readonly Cell[] => [
  ...usageRow(usage),
  usage.cpus,
  whole(usage.load, 100),
  whole(usage.diskBytes, kibi),
  whole(usage.diskLimitBytes, kibi),
];

const factRow = ({what, ...fact}: ContainerFact, service: number): readonly unknown[] => {
  const about = [fact.taskId, service, fact.containerId, Math.round(fact.atMs)];
  switch (what.kind) {
    case 'started':
      return ['s', ...about];
    case 'oom':
      return ['o', ...about];
    case 'died':
      return ['d', ...about, what.exitCode, what.oomKilled ? 1 : 0];
    case 'health': {
      const output = what.output === null ? null : what.output.slice(-longestOutput).toWellFormed();
      return ['h', ...about, healths.indexOf(what.health), output, what.exitCode];
    }
  }
};

/** What a line says; null where it is no line of an agent, or one of a version that is not known. Believes nothing. */
export const decodeAgentLine = (line: string): AgentReport | null => {
  if (line.length > 4 * longestAgentLine) return null;
  const fields = jsonFields(line);
  if (fields === null || fields['v'] !== 1) return null;
  const [nodeId, sequence, atMs, everyMs] = [
    idIn(fields['n']),
    amount(fields['q']),
    amount(fields['t']),
    amount(fields['e']),
  ];
  if (nodeId === null || sequence === null || atMs === null || everyMs === null || everyMs < 1) return null;
  const services = rowsOf(fields['s'], mostRows).map(idIn);
  const tasks = all(rowsOf(fields['c'], mostRows).map(row => taskIn(row, services)));
  const known = rowsOf(fields['f'], mostFacts).filter(isKnownFact);
  const facts = all(known.map(row => factIn(row, services, nodeId)));
  if (tasks === null || facts === null) return null;
  const trouble = fields['w'];
  return {
    version: 1,
    nodeId,
    sequence,
    atMs,
    everyMs,
    trouble: typeof trouble === 'string' ? trouble.slice(0, longestOutput) : null,
    node: Array.isArray(fields['N']) ? nodeIn(fields['N']) : null,
    tasks,
    facts,
  };
};

const rowsOf = (value: unknown, most: number): readonly unknown[] =>
  Array.isArray(value) ? value.slice(0, most) : [];

/** Null as soon as one of them is none: a line that breaks the format at one place is not believed at another. */
const all = <Value>(values: readonly (Value | null)[]): readonly Value[] | null => {
  const good = values.filter(value => value !== null);
  return good.length === values.length ? good : null;
};

/** Ids of the engine are letters and digits, 25 or 64 of them; nothing that a terminal would take for a command. */
const idIn = (value: unknown): string | null =>
  typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : null;

const amount = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;

const hundredths = (value: unknown): number | null => {
  const whole = amount(value);
  return whole === null ? null : whole / 100;
};

const kibibytes = (value: unknown): number | null => {
  const whole = amount(value);
  return whole === null ? null : whole * 1_024;
};

const usageIn = (row: readonly unknown[], from: number): Usage => ({
  cpuPercent: hundredths(row[from]),
  memoryBytes: kibibytes(row[from + 1]),
  memoryLimitBytes: kibibytes(row[from + 2]),
  receivedRate: amount(row[from + 3]),
  sentRate: amount(row[from + 4]),
  readRate: amount(row[from + 5]),
  writtenRate: amount(row[from + 6]),
});

const nodeIn = (row: readonly unknown[]): NodeUsage => ({
  ...usageIn(row, 0),
  cpus: amount(row[7]),
  load: hundredths(row[8]),
  diskBytes: kibibytes(row[9]),
  diskLimitBytes: kibibytes(row[10]),
});

type Ids = readonly (string | null)[];

const taskIn = (row: unknown, services: Ids): AgentReport['tasks'][number] | null => {
  if (!Array.isArray(row)) return null;
  const [taskId, serviceId] = [idIn(row[0]), services[amount(row[1]) ?? -1] ?? null];
  return taskId === null || serviceId === null ? null : {taskId, serviceId, usage: usageIn(row, 2)};
};

/** An agent that is newer than we may tell of more. */
const isKnownFact = (row: unknown): boolean => !Array.isArray(row) || ['s', 'o', 'd', 'h'].includes(row[0]);

const factIn = (row: unknown, services: Ids, nodeId: string): ContainerFact | null => {
  if (!Array.isArray(row)) return null;
  const [taskId, serviceId] = [idIn(row[1]), services[amount(row[2]) ?? -1] ?? null];
  const [containerId, atMs, what] = [idIn(row[3]), amount(row[4]), happeningIn(row)];
  if (taskId === null || serviceId === null || containerId === null || atMs === null || what === null)
    return null;
  return {taskId, serviceId, nodeId, containerId, atMs, what};
};

const happeningIn = (row: readonly unknown[]): ContainerFact['what'] | null => {
  switch (row[0]) {
    case 's':
      return {kind: 'started'};
    case 'o':
      return {kind: 'oom'};
    case 'd': {
      const exitCode = amount(row[5]);
      return exitCode === null ? null : {kind: 'died', exitCode, oomKilled: row[6] === 1};
    }
    case 'h': {
      const [health, output] = [healths[amount(row[5]) ?? -1], row[6]];
      return health === undefined
        ? null
        : {
            kind: 'health',
            health,
            output: typeof output === 'string' ? output.slice(-longestOutput) : null,
            exitCode: amount(row[7]),
          };
    }
    default:
      return null;
  }
};
