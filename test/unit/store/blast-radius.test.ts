import {describe, expect, it} from 'vitest';
import type {Finding} from '../../../source/domain/summaries.ts';
import {blastRadius} from '../../../source/store/blast-radius.ts';
import {aCluster} from '../../builders/cluster.ts';
import {nodeId, serviceId, taskId} from '../../builders/ids.ts';
import {aFailedTask, aTask, minuteMs} from '../../builders/objects.ts';

const about = (kind: Finding['object']['kind'], id: string): Finding => ({
  key: `${kind}:${id}:x`,
  level: 'warning',
  object: {kind, id, name: id},
  title: '',
  reason: '',
  sinceMs: null,
  next: '',
  steps: [],
});
const port = (published: number) => ({protocol: 'tcp', target: 80, published, mode: 'ingress'}) as const;
const swarm = aCluster().withManagers(3).withWorkers(2).withService('web', 3).withService('api', 2);

describe('the blast radius', () => {
  it('of a service is how much of it does not run, and its published ports', () => {
    const tasks = [1, 2, 3].map(slot =>
      slot === 1
        ? aTask({id: taskId('w1'), serviceId: serviceId('pay-id'), slot})
        : aFailedTask(minuteMs, {id: taskId(`w${slot}`), serviceId: serviceId('pay-id'), slot}),
    );
    const store = swarm
      .withService('pay', 3, {ports: [port(8080), port(443), port(0)]})
      .with({tasks})
      .store();
    expect(blastRadius(store, about('service', 'pay-id'))).toMatch(
      /^2 of 3 replicas of pay do not run; published ports 8080, 443$/,
    );
    expect(blastRadius(swarm.store(), about('service', 'web-id'))).toBe('all 3 replicas of web run');
  });

  it('of a node is what ran there when it went down, and its vote', () => {
    const tasks = ['a', 'b', 'c'].map((id, index) =>
      aTask({
        id: taskId(id),
        serviceId: serviceId(index === 0 ? 'web-id' : 'api-id'),
        nodeId: nodeId('n3'),
        slot: index + 10,
        desiredState: 'shutdown',
      }),
    );
    const store = aCluster().withManagers(3).withNodeChanged('node-3', {state: 'down'}).with({tasks}).store();
    expect(blastRadius(store, about('node', 'n3'))).toBe(
      '3 tasks of 2 services ran there; 1 of 3 managers, 2 needed',
    );
  });

  it('of a node that is up leaves out what is ended or shall end', () => {
    const tasks = [
      aTask({id: taskId('a'), nodeId: nodeId('n4')}),
      aTask({id: taskId('b'), nodeId: nodeId('n4'), desiredState: 'shutdown'}),
      aFailedTask(minuteMs, {id: taskId('c'), nodeId: nodeId('n4')}),
    ];
    const store = aCluster().withManagers(3).withWorkers(1).with({tasks}).store();
    expect(blastRadius(store, about('node', 'n4'))).toBe('1 task of 1 service');
  });

  it('of the swarm is all of it, in figures', () => {
    expect(blastRadius(swarm.store(), about('swarm', 'swarm'))).toMatch(
      /^the whole swarm: 5 nodes, 2 services, \d+ running tasks$/,
    );
  });

  it('of what is gone is not told', () => {
    expect(blastRadius(swarm.store(), about('service', 'gone'))).toBe('');
    expect(blastRadius(swarm.store(), about('node', 'gone'))).toBe('');
  });
});
