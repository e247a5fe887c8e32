import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Node, Service} from '../../../../source/domain/model/index.ts';
import {disagreement} from '../../../../source/domain/placement/engine-reasons.ts';
import {filterNames} from '../../../../source/domain/placement/filter.ts';
import {judgePlacement} from '../../../../source/domain/placement/judge-placement.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {networkId, nodeId, serviceId, taskId} from '../../../builders/ids.ts';
import {aNode, aService, aTask, nothingReserved} from '../../../builders/objects.ts';
import {viewOf} from '../../../builders/swarm-view.ts';

const mib = 1024 ** 2;
const judge = (node: Partial<Node>, service: Partial<Service> = {}, drivers = {}) =>
  judgePlacement(aService(service), viewOf({nodes: [aNode(node)], services: [], tasks: []}, drivers));
const objectionsTo = (node: Partial<Node>, service: Partial<Service> = {}, drivers = {}) =>
  judge(node, service, drivers).nodes[0]?.objections.map(({filter, reason}) => `${filter}: ${reason}`);
const port = (published: number) => ({protocol: 'tcp', target: 80, published, mode: 'host' as const});

describe('a node', () => {
  it('takes a task against which no filter objects', () => {
    expect(judge({}).open.map(({hostname}) => hostname)).toEqual(['node-1']);
  });

  it.each([
    [{state: 'down' as const, message: 'heartbeat failure'}, 'ready: is down (heartbeat failure)'],
    [{availability: 'drain' as const}, 'ready: is drained'],
    [{availability: 'pause' as const}, 'ready: is paused'],
  ])('that is not ready takes none: %o', (node, words) => {
    expect(objectionsTo(node)).toEqual([words]);
  });

  it('takes none that reserves more than is left, and tells how much is short', () => {
    const service = {reservation: {nanoCpus: 2.5e9, memoryBytes: 5_000 * mib, generic: {gpu: 2}}};
    expect(objectionsTo({genericResources: {gpu: 1}}, service)).toEqual([
      'resources: 2 CPUs unreserved of 2 CPUs, 0.5 CPU short; ' +
        '4096 MiB unreserved of 4096 MiB, 904 MiB short; 1 gpu unreserved, 1 gpu short',
    ]);
  });

  it('keeps the reservation of a task that stops until it has stopped, and of no task that has ended', () => {
    const reservation = {...nothingReserved, memoryBytes: 3_000 * mib};
    const stopping = aTask({id: taskId('a'), desiredState: 'shutdown', reservation});
    const ended = aTask({id: taskId('b'), desiredState: 'shutdown', state: 'failed', reservation});
    const wanted = aService({id: serviceId('s2'), reservation});
    const open = (tasks: readonly (typeof ended)[]) =>
      judgePlacement(wanted, viewOf({nodes: [aNode()], services: [], tasks})).open.length;
    expect([open([stopping]), open([ended])]).toEqual([0, 1]);
  });

  it('takes none that needs a plugin that it has not', () => {
    const service = {plugins: ['Volume/rexray', 'Log/gelf'], networks: [networkId('x')]};
    expect(objectionsTo({}, service, {x: 'weave'})).toEqual([
      'plugin: has no volume plugin "rexray", no log plugin "gelf", no network plugin "weave"',
    ]);
    const has = ['Volume/rexray:latest', 'Log/gelf', 'Network/weave'];
    expect(objectionsTo({plugins: has}, service, {x: 'weave'})).toEqual([]);
  });

  it('is believed to have log plugins where its engine names none', () => {
    expect(objectionsTo({plugins: ['Volume/local']}, {plugins: ['Log/gelf']})).toEqual([]);
  });

  it.each([
    ['node.labels.zone==north', 'node.labels.zone is south, wanted north'],
    ['node.labels.zone!=SOUTH', 'node.labels.zone is south, wanted anything but SOUTH'],
    ['node.labels.rack==1', 'node.labels.rack is not set, wanted 1'],
    ['engine.labels.a==b', 'engine.labels.a is not set, wanted b'],
    ['node.role==manager', 'node.role is worker, wanted manager'],
    ['node.ip==10.1.0.0/16', 'node.ip is 10.0.0.1, wanted 10.1.0.0/16'],
    ['node.colour==red', '"node.colour" is no key that nodes have, wanted red'],
  ])('takes none whose constraint %s it does not meet', (constraint, words) => {
    expect(objectionsTo({labels: {zone: 'south'}}, {constraints: [constraint]})).toEqual([
      `constraint: ${words}`,
    ]);
  });

  it.each([
    'node.labels.zone == South',
    'node.hostname!=node-2',
    'node.ip==10.0.0.0/8',
    'node.labels.rack!=1',
  ])('takes one whose constraint %s it meets', constraint => {
    expect(objectionsTo({labels: {zone: 'south'}}, {constraints: [constraint]})).toEqual([]);
  });

  it('takes none whose image is for another platform, and knows both names of a processor', () => {
    expect(objectionsTo({}, {platforms: [{os: 'linux', architecture: 'arm64'}]})).toEqual([
      'platform: is linux/x86_64, the image is for linux/arm64',
    ]);
    expect(objectionsTo({}, {platforms: [{os: 'linux', architecture: 'amd64'}]})).toEqual([]);
  });

  it('takes none whose host port another task there has, and tells which service', () => {
    const other = aService({id: serviceId('s2'), name: 'proxy', ports: [port(80)]});
    const view = viewOf({nodes: [aNode()], services: [other], tasks: [aTask({serviceId: other.id})]});
    const verdict = judgePlacement(aService({ports: [port(80), port(81)]}), view);
    expect(verdict.nodes[0]?.objections).toMatchObject([
      {filter: 'host-port', reason: 'host port 80/tcp is taken by proxy'},
    ]);
  });

  it('takes no more tasks of a service than its most per node', () => {
    const service = aService({maxReplicasPerNode: 1});
    const verdict = judgePlacement(
      service,
      viewOf({nodes: [aNode()], services: [service], tasks: [aTask()]}),
    );
    expect(verdict.nodes[0]?.objections).toMatchObject([
      {filter: 'max-replicas', reason: 'has 1 of at most 1 of its tasks'},
    ]);
  });
});

describe('the nearest fix', () => {
  it('is the label of the node that wants nothing else', () => {
    const nodes = [
      aNode({id: nodeId('a'), hostname: 'a', state: 'down'}),
      aNode({id: nodeId('b'), hostname: 'b', availability: 'drain'}),
      aNode({id: nodeId('c'), hostname: 'c'}),
    ];
    const service = aService({constraints: ['node.labels.zone==north']});
    expect(judgePlacement(service, viewOf({nodes, services: [], tasks: []})).fix).toMatchObject({
      words: 'label c with zone=north',
      command: 'docker node update --label-add zone=north c',
    });
  });

  it('is none where a node is open or nothing can be lifted', () => {
    expect([judge({}).fix, judge({state: 'down'}).fix]).toEqual([null, null]);
  });
});

describe('beside the words of the engine', () => {
  const constrained = judge({}, {constraints: ['node.labels.zone==moon']});
  it('agrees when both name the same filters on as many nodes', () => {
    expect(
      disagreement('no suitable node (scheduling constraints not satisfied on 1 node)', constrained),
    ).toBeNull();
    expect(disagreement('something of a newer engine', constrained)).toBeNull();
  });

  it.each([
    [
      'no suitable node (insufficient resources on 1 node)',
      /names the resources filter.*the constraint filter/,
    ],
    [
      'no suitable node (scheduling constraints not satisfied on 3 nodes)',
      /constraint: 3 nodes by the engine, 1/,
    ],
  ])('tells a difference: %s', (error, words) => {
    expect(disagreement(error, constrained)).toMatch(words);
  });

  it('tells that a node could take the task by now', () => {
    expect(disagreement('no suitable node (1 node not available for new tasks)', judge({}))).toMatch(
      /node-1 could take it/,
    );
  });
});

describe('whatever the swarm is', () => {
  const arbitraryNode = fc.record({
    state: fc.constantFrom('ready' as const, 'down' as const, 'unknown' as const),
    availability: fc.constantFrom('active' as const, 'pause' as const, 'drain' as const),
    nanoCpus: fc.integer({min: 0, max: 4}).map(cpus => cpus * 1e9),
    memoryBytes: fc.integer({min: 0, max: 4}).map(count => count * 512 * mib),
    labels: fc.constantFrom<Readonly<Record<string, string>>>({}, {zone: 'north'}, {zone: 'south'}),
    architecture: fc.constantFrom('x86_64', 'aarch64'),
  });
  const arbitraryService = fc.record({
    reservation: fc.record({
      nanoCpus: fc.integer({min: 0, max: 4}).map(cpus => cpus * 1e9),
      memoryBytes: fc.integer({min: 0, max: 4}).map(count => count * 512 * mib),
      generic: fc.constant({}),
    }),
    constraints: fc.subarray(['node.labels.zone==north', 'node.role!=manager', 'node.labels.zone!=south']),
    platforms: fc.constantFrom([], [{os: 'linux', architecture: 'amd64'}]),
    maxReplicasPerNode: fc.integer({min: 0, max: 2}),
  });
  const swarm = fc.record({
    parts: fc.array(arbitraryNode, {minLength: 1, maxLength: 6}),
    service: arbitraryService,
    replicas: fc.integer({min: 0, max: 8}),
  });
  const build = ({
    parts,
    service,
    replicas,
  }: typeof swarm extends fc.Arbitrary<infer Value> ? Value : never) => {
    let cluster = aCluster();
    for (const [index, part] of parts.entries()) {
      cluster = cluster.withNode(aNode({...part, id: nodeId(`n${index}`), hostname: `n${index}`}));
    }
    cluster = cluster.withService('web', replicas, service);
    return {cluster, service: cluster.services[0] ?? aService()};
  };

  it('every node is open or ruled out by exactly one first filter', () => {
    fc.assert(
      fc.property(swarm, value => {
        const {cluster, service} = build(value);
        const {open, ruledOut, nodes} = judgePlacement(service, viewOf(cluster));
        const out = [...ruledOut.values()].reduce((sum, count) => sum + count, 0);
        expect(open.length + out).toBe(cluster.nodes.length);
        for (const {objections} of nodes) {
          const places = objections.map(({filter}) => filterNames.indexOf(filter));
          expect(places).toEqual(places.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  it('more memory and processors never close a node', () => {
    fc.assert(
      fc.property(swarm, value => {
        const {cluster, service} = build(value);
        const bigger = {
          ...cluster,
          nodes: cluster.nodes.map(node => ({
            ...node,
            nanoCpus: node.nanoCpus + 1e9,
            memoryBytes: node.memoryBytes + 512 * mib,
          })),
        };
        const before = new Set(judgePlacement(service, viewOf(cluster)).open.map(({id}) => id));
        const after = new Set(judgePlacement(service, viewOf(bigger)).open.map(({id}) => id));
        expect([...before].every(id => after.has(id))).toBe(true);
      }),
    );
  });

  it('a fix that is made of labels and availability alone opens a node', () => {
    fc.assert(
      fc.property(swarm, value => {
        const {cluster, service} = build(value);
        const {fix} = judgePlacement(service, viewOf(cluster));
        fc.pre(fix?.command !== undefined && fix.command !== null && !fix.command.includes('service update'));
        const nodes = (fix?.command ?? '').split(' && ').reduce(obey, cluster.nodes);
        expect(judgePlacement(service, viewOf({...cluster, nodes})).open.length).toBeGreaterThan(0);
      }),
    );
  });
});

/** What `docker node update` would do. */
const obey = (nodes: readonly Node[], command: string): readonly Node[] => {
  const words = command.split(' ');
  const [flag, value = ''] = words.slice(3);
  return nodes.map(node => {
    if (node.hostname !== words.at(-1)) return node;
    if (flag === '--availability') return {...node, availability: 'active'};
    const labels = {...node.labels};
    const [name = '', text = ''] = value.split('=');
    if (flag === '--label-rm') delete labels[name];
    else labels[name] = text;
    return {...node, labels};
  });
};
