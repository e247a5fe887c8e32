import {describe, expect, it} from 'vitest';
import {findPrometheus} from '../../../../source/integrations/prometheus/find-prometheus.ts';
import {rangeQuery} from '../../../../source/integrations/prometheus/queries.ts';
import {
  type Answers,
  nodeSamples,
  nodesByInstance,
  taskSamples,
} from '../../../../source/integrations/prometheus/samples.ts';
import {aClusterView} from '../../../builders/cluster-view.ts';
import {nodeId, taskId} from '../../../builders/ids.ts';
import {aNode, aService, aTask, nowMs} from '../../../builders/objects.ts';

const label = 'container_label_com_docker_swarm_task';
const value = (labels: Readonly<Record<string, string>>, figure: number) => ({labels, value: figure});
const view = aClusterView({
  nodes: [aNode({id: nodeId('n1'), hostname: 'worker-1', address: '10.0.0.7', memoryBytes: 1_000})],
  tasks: [aTask({id: taskId('t1'), nodeId: nodeId('n1')})],
});
const samples = (answers: Answers) => taskSamples(answers, view, nowMs);
const t1 = {[`${label}_id`]: 't1'};

describe('figures of Prometheus', () => {
  it('are those of the tasks that the swarm knows, dated by when they were measured', () => {
    const stranger = {[`${label}_id`]: 'of-another-swarm'};
    expect(
      samples({
        cpuPercent: [value(t1, 50), value(stranger, 9)],
        memoryBytes: [value(t1, 64)],
        memoryLimitBytes: [value(t1, 128)],
        ageSeconds: [value(t1, 4), value(stranger, 1)],
      }),
    ).toEqual([
      {
        ...{kind: 'task', id: 't1', serviceId: 's1', nodeId: 'n1', source: 'prometheus', everyMs: 15_000},
        atMs: nowMs - 4_000,
        usage: {
          ...{cpuPercent: 50, memoryBytes: 64, memoryLimitBytes: 128},
          ...{receivedRate: null, sentRate: null, readRate: null, writtenRate: null},
        },
      },
    ]);
  });

  it('are known by the name of a task, too, where its id is left out', () => {
    const byName = {[`${label}_name`]: 'web.1.t1'};
    expect(samples({memoryBytes: [value(byName, 64)], ageSeconds: [value(byName, 1)]})).toMatchObject([
      {id: 't1'},
    ]);
  });

  it.each([[0], [2 ** 63]])(
    'take the memory of the node for the limit where %i says that there is none',
    limit => {
      const [sample] = samples({memoryLimitBytes: [value(t1, limit)], ageSeconds: [value(t1, 1)]});
      expect(sample?.usage.memoryLimitBytes).toBe(1_000);
    },
  );

  it('are left out when they are older than any reading, or of no known age', () => {
    expect(samples({memoryBytes: [value(t1, 64)], ageSeconds: [value(t1, 200)]})).toEqual([]);
    expect(samples({memoryBytes: [value(t1, 64)]})).toEqual([]);
  });

  it.each([
    [{instance: '10.0.0.7:9100'}],
    [{instance: 'exporter:9100', nodename: 'worker-1'}],
    [{instance: 'exporter:9100', node: 'worker-1'}],
    [{instance: 'exporter:9100', node_id: 'n1'}],
  ])('belong to the node that %o names', labels => {
    const nodes = nodesByInstance([value(labels, 1)], view);
    const {instance} = labels;
    expect(
      nodeSamples({memoryBytes: [value({instance}, 5)], ageSeconds: [value({instance}, 1)]}, nodes, nowMs),
    ).toMatchObject([{kind: 'node', id: 'n1', usage: {memoryBytes: 5, load: null}}]);
  });

  it('are asked of the past by labels whose values cannot end the selector', () => {
    expect(rangeQuery({kind: 'service', id: 'a"} or up{x="'}, 'memoryBytes', 60_000, () => null)).toBe(
      'sum(container_memory_working_set_bytes{container_label_com_docker_swarm_service_id="a\\"} or up{x=\\""})',
    );
    expect(rangeQuery({kind: 'node', id: 'n1'}, 'load', 60_000, () => null)).toBeNull();
    expect(rangeQuery({kind: 'service', id: 's1'}, 'load', 60_000, () => null)).toBeNull();
  });
});

describe('a Prometheus in the swarm', () => {
  const port = {protocol: 'tcp', target: 9090, published: 9091, mode: 'ingress'} as const;
  const found = (image: string, ports = [port]) =>
    findPrometheus(
      aClusterView({
        services: [aService({image, ports})],
        nodes: [aNode({id: nodeId('n1'), address: '10.0.0.7'})],
        tasks: [aTask({nodeId: nodeId('n1')})],
      }),
    );

  it('is found by its image and asked where it runs and is published', () => {
    expect(found('prom/prometheus:v3')).toBe('http://10.0.0.7:9091');
    expect(found('prometheus')).toBe('http://10.0.0.7:9091');
    expect(found('registry.example/prom/prometheus@sha256:abc')).toBe('http://10.0.0.7:9091');
  });

  it('is not one whose image only sounds like it, nor one that publishes nothing', () => {
    expect(found('prom/prometheus-pushgateway:1')).toBeNull();
    expect(found('prom/prometheus:v3', [])).toBeNull();
  });
});
