import {describe, expect, it} from 'vitest';
import {aCluster} from '../builders/cluster.ts';
import {serviceId, taskId} from '../builders/ids.ts';
import {aPendingTask, aService} from '../builders/objects.ts';
import {consolesOfTests} from './console-harness.tsx';

const open = consolesOfTests();
const web = serviceId('web');
const says = 'no suitable node (scheduling constraints not satisfied on 3 nodes)';
const cluster = aCluster()
  .withManagers(1)
  .withWorkers(2)
  .with({
    services: [aService({id: web, constraints: ['node.labels.zone==north']})],
    tasks: [aPendingTask({id: taskId('t1'), serviceId: web, error: says})],
  });

describe('w', () => {
  it('tells why a service is pending: each node, the words of the engine, the nearest fix', async () => {
    const console = await open(cluster.store(), {columns: 120, rows: 28});
    await console.type(':svc');
    await console.press('enter', 'w');
    expect(console.row(1)).toContain('services ▸ why web');
    const text = console.text();
    expect(text).toContain('web.1 waits for a node');
    expect(text).toContain(`The engine says: ${says}`);
    for (const node of ['node-1', 'node-2', 'node-3']) {
      expect(text).toContain(`${node}: node.labels.zone is not set, wanted north [constraint]`);
    }
    expect(text).toContain('docker node update --label-add zone=north node-1');
  });

  it('is told anew when the cluster changes, and leads back', async () => {
    const console = await open(cluster.store(), {columns: 120, rows: 28});
    await console.type(':tasks');
    await console.press('enter', 'w');
    expect(console.text()).toContain('waits for a node');
    const node = cluster.nodes[2];
    if (node === undefined) throw new Error('no third node');
    await console.tell({
      kind: 'put',
      table: 'nodes',
      values: [{...node, version: 2, labels: {zone: 'north'}}],
    });
    expect(console.text()).toContain('node-3: could take it');
    expect(console.text()).toContain('Not the same: the engine found no node');
    await console.press('esc');
    expect(console.text()).not.toContain('waits for a node');
    expect(console.text()).toContain('web.1');
  });
});
