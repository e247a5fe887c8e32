import fc from 'fast-check';
import type {AgentReport} from '../../source/domain/metrics/agent-report.ts';
import type {ContainerFact} from '../../source/domain/metrics/container-fact.ts';
import type {NodeUsage, Usage} from '../../source/domain/metrics/usage.ts';
import {aNodeUsage} from './samples.ts';

/** Something that happened in the container of a task. */
export const aFact = (
  what: ContainerFact['what'],
  part: Partial<Omit<ContainerFact, 'what'>> = {},
): ContainerFact => ({
  taskId: 'task1',
  serviceId: 'service1',
  nodeId: 'node1',
  containerId: 'container1',
  atMs: 1_000,
  what,
  ...part,
});

/** What an agent says of a node on which nothing runs. */
export const aReport = (part: Partial<AgentReport> = {}): AgentReport => ({
  version: 1,
  nodeId: 'node1',
  sequence: 0,
  atMs: 1_000,
  everyMs: 2_000,
  trouble: null,
  node: aNodeUsage(),
  tasks: [],
  facts: [],
  ...part,
});

const figure = fc.option(fc.nat({max: 2 ** 40}), {nil: null});
const hundredths = fc.option(
  fc.nat({max: 10 ** 7}).map(value => value / 100),
  {nil: null},
);
const kibibytes = fc.option(
  fc.nat({max: 2 ** 40}).map(value => value * 1_024),
  {nil: null},
);
const id = fc.string({unit: fc.constantFrom(...'abcxyz0129'), minLength: 25, maxLength: 25});

const usage: fc.Arbitrary<Usage> = fc.record({
  cpuPercent: hundredths,
  memoryBytes: kibibytes,
  memoryLimitBytes: kibibytes,
  receivedRate: figure,
  sentRate: figure,
  readRate: figure,
  writtenRate: figure,
});

const nodeUsage: fc.Arbitrary<NodeUsage> = fc
  .tuple(usage, fc.record({cpus: figure, load: hundredths, diskBytes: kibibytes, diskLimitBytes: kibibytes}))
  .map(([used, node]) => ({...used, ...node}));

const what: fc.Arbitrary<ContainerFact['what']> = fc.oneof(
  fc.constant({kind: 'started' as const}),
  fc.constant({kind: 'oom' as const}),
  fc.record({kind: fc.constant('died' as const), exitCode: fc.nat({max: 255}), oomKilled: fc.boolean()}),
  fc.record({
    kind: fc.constant('health' as const),
    health: fc.constantFrom('none' as const, 'starting' as const, 'healthy' as const, 'unhealthy' as const),
    output: fc
      .option(fc.string({unit: 'binary', maxLength: 1_000}), {nil: null})
      .map(text => text?.slice(0, 1_000) ?? null),
    exitCode: fc.option(fc.nat({max: 255}), {nil: null}),
  }),
);

/** Any report that an agent can make, in figures that a line can tell. */
export const anyReport: fc.Arbitrary<AgentReport> = fc
  .record({
    version: fc.constant(1 as const),
    nodeId: id,
    sequence: fc.nat(),
    atMs: fc.nat({max: 2 ** 45}),
    everyMs: fc.integer({min: 1, max: 600_000}),
    trouble: fc.option(fc.string({maxLength: 100}), {nil: null}),
    node: fc.option(nodeUsage, {nil: null}),
    tasks: fc.array(fc.record({taskId: id, serviceId: id, usage}), {maxLength: 8}),
    facts: fc.array(fc.record({taskId: id, serviceId: id, containerId: id, atMs: fc.nat(), what}), {
      maxLength: 4,
    }),
  })
  .map(report => ({
    ...report,
    facts: report.facts.map(fact => ({...fact, nodeId: report.nodeId})),
  }));
