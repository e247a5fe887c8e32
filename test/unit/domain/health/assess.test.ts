import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {assess} from '../../../../source/domain/health/assess.ts';
import type {ContainerState, HealthInput} from '../../../../source/domain/health/health-input.ts';
import {type HealthBranch, healthTree} from '../../../../source/domain/health/health-tree.ts';
import {healthStates, worseState} from '../../../../source/domain/health/state.ts';
import {levels} from '../../../../source/domain/verdict.ts';
import {aFinding, aHealthInput, aNodeRow, aServiceRow} from '../../../builders/health.ts';
import {nodeId, serviceId} from '../../../builders/ids.ts';
import {aNode, aService, nowMs} from '../../../builders/objects.ts';

const tier = (input: HealthInput, id: string) => {
  const found = assess(input).tiers.find(each => each.id === id);
  if (found === undefined) throw new Error(`no tier ${id}`);
  return found;
};
const well = {desired: 2, running: 2, starting: 0, pending: 0, outdated: 0, unhealthy: 0, completed: 0};
const deadNode = aNodeRow({
  node: aNode({id: nodeId('n2'), hostname: 'worker-1', state: 'down'}),
  health: {level: 'critical', reasons: ['down: heartbeat failure']},
});
const short = aServiceRow({
  replicas: {...well, running: 1, onDeadNodes: [{hostname: 'worker-1', count: 1}]},
  health: {level: 'warning', reasons: ['1 task lost with a node: down: worker-1']},
});
const sick: ContainerState = {
  ...{
    taskId: 't1',
    name: 'web.1',
    serviceId: 's1',
    nodeId: 'n1',
    health: 'unhealthy',
    sinceMs: nowMs - 5_000,
  },
  output: 'exit 1: connection refused',
} as const;

describe('the health of a swarm', () => {
  it('is healthy where all is well, and says so with its figures', () => {
    const health = assess(aHealthInput());
    expect(health).toMatchObject({state: 'healthy', reasons: []});
    expect(health.tiers.map(({id, state}) => `${id} ${state}`)).toEqual([
      'engine healthy',
      'nodes healthy',
      'services healthy',
      'containers null',
      'endpoints null',
      'edge null',
    ]);
    expect(health.tiers[0]?.note).toBe('API 4 ms, managers 3/3, may lose 1');
  });

  it('puts a dead node first and its services beneath it', () => {
    const findings = [
      aFinding('node', 'n2', 'down', {sinceMs: nowMs - 60_000}),
      aFinding('service', 's1', 'on-dead-node', {level: 'warning'}),
    ];
    const health = assess(aHealthInput({nodes: [aNodeRow(), deadNode], services: [short], findings}));
    expect(health).toMatchObject({
      state: 'failing',
      sinceMs: nowMs - 60_000,
      reasons: ['node worker-1: down: heartbeat failure'],
    });
    const nodes = healthTree(health).find(({key}) => key === 'tier:nodes');
    expect(nodes?.branches.map(({key}) => key)).toEqual(['nodes:node:n2']);
    expect(nodes?.branches[0]?.branches.map(({key}) => key)).toEqual(['services:service:s1']);
    expect(tier(aHealthInput({services: [short]}), 'services').counts.degraded).toBe(1);
  });

  it('leaves a service that also fails by itself on its own', () => {
    const findings = [aFinding('service', 's1', 'on-dead-node'), aFinding('service', 's1', 'crash-loop')];
    const health = assess(aHealthInput({nodes: [deadNode], services: [short], findings}));
    expect(health.reasons).toHaveLength(2);
  });

  it('does not take a failure of before for the cause where all that is missing went with the node', () => {
    const findings = [aFinding('service', 's1', 'on-dead-node'), aFinding('service', 's1', 'failing')];
    const causesOf = (running: number) =>
      tier(
        aHealthInput({
          nodes: [deadNode],
          services: [{...short, replicas: {...short.replicas, running}}],
          findings,
        }),
        'services',
      ).items[0]?.causes;
    expect(causesOf(1)).toEqual(['nodes:node:n2']);
    expect(causesOf(0)).toEqual([]);
  });

  it('tells of a failing health check with what it printed, and of the service as what comes of it', () => {
    const services = [aServiceRow({replicas: {...well, onDeadNodes: []}})];
    const health = assess(aHealthInput({services, containers: [sick], cover: {seen: 2, all: 2}}));
    const containers = health.tiers.find(({id}) => id === 'containers');
    expect(containers?.items[0]).toMatchObject({state: 'failing', output: 'exit 1: connection refused'});
    const [service] = health.tiers.find(({id}) => id === 'services')?.items ?? [];
    expect(service).toMatchObject({
      state: 'degraded',
      reasons: ['1 of 2 unhealthy; the others serve'],
      causes: ['containers:task:t1'],
    });
    // The other replica makes up for it, which is said.
    expect(health.state).toBe('degraded');
    expect(containers?.items[0]?.reasons).toEqual([
      'its health check fails on node-1; 1 of its service are well',
    ]);
  });

  it('fails a service whose only container is unhealthy', () => {
    const input = aHealthInput({containers: [sick], cover: {seen: 1, all: 1}});
    expect(tier(input, 'services').items[0]).toMatchObject({
      state: 'failing',
      reasons: ['its only container is unhealthy'],
      sinceMs: nowMs - 5_000,
    });
  });

  it('does not take health checks that nobody sees for passed ones, nor the swarm for ill', () => {
    const health = assess(aHealthInput({cover: {seen: 1, all: 4}}));
    expect(health.state).toBe('healthy');
    expect(health.tiers.find(({id}) => id === 'containers')).toMatchObject({
      state: 'unknown',
      counts: {healthy: 1, unknown: 3},
      note: '1 of 4 with a health check seen; agents tell of the others',
    });
  });

  it('is unknown while the engine is silent, and nothing of what was healthy stays so', () => {
    const freshness = {
      kind: 'stale',
      sinceMs: nowMs - 9_000,
      reason: 'the engine cannot be reached',
    } as const;
    const health = assess(aHealthInput({freshness}));
    expect(health).toMatchObject({
      state: 'unknown',
      sinceMs: nowMs - 9_000,
      reasons: ['engine node-1: the engine cannot be reached'],
    });
    expect(health.tiers.slice(0, 3).map(({state}) => state)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('calls an engine slow by the median of its answers', () => {
    const latency = {medianMs: 1_900, longestMs: 4_000, calls: 20, atMs: nowMs};
    expect(tier(aHealthInput({latency}), 'engine').items[0]).toMatchObject({
      state: 'degraded',
      reasons: ['it takes 1.9 s to answer (median of 20 calls)'],
    });
  });

  it.each([
    [1_900, 'healthy', []],
    [-2_500, 'degraded', ['its clock is 2.5 s behind']],
    [3_700_000, 'failing', ['its clock is 3700.0 s ahead']],
  ] as const)('judges a clock that is off by %i ms as %s', (skew, state, reasons) => {
    const nodes = tier(aHealthInput({skews: new Map([['n1', skew]])}), 'nodes');
    expect(nodes.state).toBe(state);
    expect(nodes.items.flatMap(item => item.reasons)).toEqual(reasons);
  });

  it('puts a silent endpoint beneath its service, and a wrong label nowhere', () => {
    const fault = {serviceId: 's1', serviceName: 'web', label: 'medianest.probe.x', reason: 'no address'};
    const probe = {
      serviceId: 's1',
      serviceName: 'web',
      probe: 'p',
      target: 'http://a/',
      said: 'connection refused',
    };
    const down = aServiceRow({health: {level: 'critical', reasons: ['crash loop']}});
    const items = tier(
      aHealthInput({
        services: [down],
        declaredProbes: 1,
        probes: [{...probe, state: 'failing', sinceMs: nowMs, tookMs: 1, against: 0, triedMs: nowMs}],
        probeFaults: [fault],
      }),
      'endpoints',
    ).items;
    expect(items.map(({state, causes}) => [state, causes])).toEqual([
      ['failing', ['services:service:s1']],
      ['degraded', []],
    ]);
  });

  it('is told of a wrong label as degraded, whether or not the other probes run', () => {
    const fault = {serviceId: 's1', serviceName: 'web', label: 'medianest.probe.p', reason: 'no address'};
    const health = assess(aHealthInput({declaredProbes: 1, whyNoProbes: 'not here', probeFaults: [fault]}));
    expect(health).toMatchObject({
      state: 'degraded',
      reasons: ['endpoint web medianest.probe.p: no address'],
    });
    expect(health.tiers.find(({id}) => id === 'endpoints')?.state).toBe('unknown');
  });

  it('says of a source that is gone that it is, without calling the swarm ill', () => {
    const source = {
      kind: 'source',
      id: 'prometheus',
      name: 'Prometheus',
      reason: 'it does not answer',
    } as const;
    const health = assess(aHealthInput({sources: [{...source, state: 'unknown', atMs: nowMs}]}));
    expect(health.state).toBe('healthy');
    expect(health.tiers.at(-1)).toMatchObject({state: 'unknown', isBlind: true});
  });
});

const states = fc.constantFrom(...healthStates);
const level = fc.constantFrom(...levels);
const rules = fc.constantFrom(
  'down',
  'on-dead-node',
  'missing',
  'crash-loop',
  'unhealthy',
  'disk-full',
  'unknown',
);
const ids = fc.constantFrom('a', 'b', 'c');

const inputs: fc.Arbitrary<HealthInput> = fc
  .record({
    nodes: fc.uniqueArray(fc.tuple(ids, level), {selector: ([id]) => id}),
    services: fc.uniqueArray(fc.tuple(ids, level, fc.array(ids, {maxLength: 2}), fc.nat(3)), {
      selector: ([id]) => id,
    }),
    findings: fc.array(fc.tuple(fc.constantFrom('node', 'service', 'swarm', 'engine'), ids, rules, level)),
    containers: fc.uniqueArray(fc.tuple(ids, fc.constantFrom('healthy', 'unhealthy', 'starting'), ids), {
      selector: ([id]) => id,
    }),
    probes: fc.array(fc.tuple(ids, ids, states)),
    isLive: fc.boolean(),
  })
  .map(({nodes, services, findings, containers, probes, isLive}) =>
    aHealthInput({
      freshness: isLive ? {kind: 'live', asOfMs: nowMs} : {kind: 'lost', sinceMs: nowMs, reason: 'gone'},
      nodes: nodes.map(([id, worst]) =>
        aNodeRow({node: aNode({id: nodeId(id), hostname: id}), health: {level: worst, reasons: [worst]}}),
      ),
      services: services.map(([id, worst, dead, running]) =>
        aServiceRow({
          service: aService({id: serviceId(id), name: id}),
          health: {level: worst, reasons: [worst]},
          replicas: {...well, running, onDeadNodes: dead.map(hostname => ({hostname, count: 1}))},
        }),
      ),
      findings: findings.map(([kind, id, rule, worst]) =>
        aFinding(kind, kind === 'swarm' || kind === 'engine' ? kind : id, rule, {
          level: worst === 'ok' || worst === 'progress' ? 'warning' : worst,
        }),
      ),
      containers: containers.map(([id, health, service]) => ({
        ...{taskId: id, name: id, serviceId: service, nodeId: 'a', health, sinceMs: null, output: null},
      })),
      cover: {seen: containers.length, all: containers.length},
      probes: probes.map(([id, name, state], index) => ({
        ...{serviceId: id, serviceName: id, probe: name, target: `t${index}`, state, sinceMs: null, said: ''},
        ...{tookMs: 1, against: 0, triedMs: nowMs},
      })),
    }),
  );

const keysOf = (branches: readonly HealthBranch[]): readonly string[] =>
  branches.flatMap(branch => [...(branch.kind === 'item' ? [branch.key] : []), ...keysOf(branch.branches)]);

describe('health, of any swarm', () => {
  it('is never better than its worst known part', () => {
    fc.assert(
      fc.property(inputs, input => {
        const health = assess(input);
        for (const {items, state} of health.tiers)
          for (const item of items) expect(worseState(state ?? 'healthy', item.state)).toBe(state);
        for (const {
          node,
          health: {level: worst},
        } of input.nodes)
          if (worst === 'critical') expect(health.state, node.id).toBe('failing');
      }),
    );
  });

  it('counts less of a part only where others are well, which is said', () => {
    fc.assert(
      fc.property(inputs, input => {
        const health = assess(input);
        const counted = health.tiers.flatMap(each => each.items);
        for (const item of counted) {
          expect(worseState(health.state, item.countsAs)).toBe(health.state);
          if (item.countsAs !== item.state) expect(item.reasons.join()).toContain('are well');
        }
      }),
    );
  });

  it('is never healthy where the lists are not known', () => {
    fc.assert(
      fc.property(inputs, input => {
        const health = assess({...input, freshness: {kind: 'lost', sinceMs: nowMs, reason: 'gone'}});
        expect(['unknown', 'failing']).toContain(health.state);
        for (const {id, state} of health.tiers.slice(0, 3))
          expect(['unknown', 'failing'], id).toContain(state);
      }),
    );
  });

  it('has each thing that is not healthy in the tree once, and every cause in it', () => {
    fc.assert(
      fc.property(inputs, input => {
        const health = assess(input);
        const items = health.tiers.flatMap(each => each.items);
        const keys = keysOf(healthTree(health));
        expect(keys.toSorted()).toEqual(items.map(({key}) => key).toSorted());
        for (const {causes} of items) for (const cause of causes) expect(keys).toContain(cause);
      }),
    );
  });
});
