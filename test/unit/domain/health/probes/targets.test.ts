import {describe, expect, it} from 'vitest';
import {declaredProbes} from '../../../../../source/domain/health/probes/declaration.ts';
import {targetsOf} from '../../../../../source/domain/health/probes/targets.ts';
import type {Service, Task} from '../../../../../source/domain/model/index.ts';
import {nodeId, taskId} from '../../../../builders/ids.ts';
import {aNode, aService, aTask} from '../../../../builders/objects.ts';

const nodes = new Map(
  Array.from({length: 8}, (_, index) => [
    `n${index}`,
    aNode({id: nodeId(`n${index}`), address: `10.0.0.${index}`, state: index === 7 ? 'down' : 'ready'}),
  ]),
);
const tasksOn = (...ids: readonly number[]): readonly Task[] =>
  ids.map(id => aTask({id: taskId(`t${id}`), nodeId: nodeId(`n${id}`)}));
const port = {protocol: 'tcp', target: 80, published: 8080, mode: 'ingress'} as const;

const targets = (address: string, tasks: readonly Task[], part: Partial<Service> = {ports: [port]}) => {
  const service = aService({labels: {'medianest.probe.web': address}, ...part});
  const [probe] = declaredProbes(service).probes;
  if (probe === undefined) throw new Error('no probe');
  const found = targetsOf(probe, service, tasks, id => nodes.get(id));
  return typeof found === 'string' ? found : found.map(target => target.address);
};

describe('the addresses of a probe', () => {
  it('are the nodes that run the service, once each, and the ports that it publishes', () => {
    expect(targets('http://{node}:{port}/health', tasksOn(1, 2, 2))).toEqual([
      'http://10.0.0.1:8080/health',
      'http://10.0.0.2:8080/health',
    ]);
    expect(targets('http://{node}:{port:80}/', tasksOn(1))).toEqual(['http://10.0.0.1:8080/']);
  });

  it('leave out nodes that are down, and are five at most', () => {
    expect(targets('tcp://{node}:5432', tasksOn(1, 7))).toEqual(['tcp://10.0.0.1:5432']);
    expect(targets('tcp://{node}:5432', tasksOn(0, 1, 2, 3, 4, 5, 6))).toHaveLength(5);
  });

  it('are the address itself where it has no placeholder', () => {
    expect(targets('https://shop.example/', [])).toEqual(['https://shop.example/']);
  });

  it('are none, with the reason, where nothing runs or no such port is published', () => {
    expect(targets('http://{node}:{port}/', [])).toBe('it runs on no node that can be asked');
    expect(targets('http://{node}:{port:81}/', tasksOn(1))).toBe('the service publishes no such port (yet)');
  });
});
