import {describe, expect, it} from 'vitest';
import {
  availabilityCell,
  managerCell,
  nodeNameCell,
  nodeStatusCell,
  nodeTasksCell,
} from '../../../../source/panes/nodes/node-cells.ts';
import {nodesPane} from '../../../../source/panes/nodes/nodes-pane.ts';
import {lineText, toLine} from '../../../../source/ui/line-text.ts';
import {aCluster, type ClusterBuilder} from '../../../builders/cluster.ts';
import {nodeId} from '../../../builders/ids.ts';
import {aNode} from '../../../builders/objects.ts';

const rowOf = (cluster: ClusterBuilder, id: string) => {
  const row = cluster.store().derived('nodes').get(id);
  if (row === undefined) throw new Error(`the cluster has no node ${id}`);
  return row;
};

const cluster = aCluster().withManagers(3).withWorkers(2);

describe('the row of a node', () => {
  it('shows nodes after a leader change as registering again, not as an outage', () => {
    const row = rowOf(
      cluster.withNodeChanged('node-4', {
        state: 'unknown',
        message: 'Node moved to "unknown" state due to leadership change in cluster',
      }),
      'n4',
    );
    expect(lineText(nodeStatusCell(row))).toBe('? unknown: registering again after a leader change');
    expect(nodeStatusCell(row)[0]?.tone).toBe('unknown');
    expect(nodesPane.tone?.(row)).toBeUndefined();
  });

  it('shows a node that is down with the reason of the engine', () => {
    const row = rowOf(cluster.withNodeChanged('node-4', {state: 'down', message: 'heartbeat failure'}), 'n4');
    expect(lineText(nodeStatusCell(row))).toBe('✖ down: heartbeat failure');
    // What is sick and the name, not the whole row: that it is active is nothing bad.
    expect(nodesPane.tone?.(row)).toBeUndefined();
    expect(nodeNameCell(row)).toMatchObject({tone: 'critical'});
    expect(availabilityCell(row)).toEqual({text: 'active'});
  });

  it('tells two entries of one hostname apart, and the left-over one from an outage', () => {
    const rejoined = cluster.withNode(aNode({id: nodeId('xyz123456'), hostname: 'node-5', state: 'down'}));
    const [old, live] = ['xyz123456', 'n5'].map(id => rowOf(rejoined, id));
    expect(old && lineText(toLine(nodeNameCell(old)))).toBe('node-5 (twice: id xyz123)');
    expect(live && lineText(toLine(nodeNameCell(live)))).toBe('node-5 (twice: id n5)');
    expect(old && lineText(nodeStatusCell(old))).toMatch(/^▲ down: left-over entry/);
    expect(live && lineText(nodeStatusCell(live))).toBe('● ready');
  });

  it('shows who leads, who follows and who is not reached', () => {
    const manager = {leader: false, reachability: 'unreachable', address: ''} as const;
    const changed = cluster.withNodeChanged('node-3', {manager});
    const cells = ['n1', 'n2', 'n3', 'n4'].map(id => managerCell(rowOf(changed, id)).text);
    expect(cells).toEqual(['◆ leader', 'reachable', '✖ unreachable', '']);
  });

  it('counts tasks that a dead node only claims as lost', () => {
    const dead = cluster.withService('web', 5).withNodeChanged('node-4', {state: 'down'});
    expect(lineText(nodeTasksCell(rowOf(dead, 'n4')))).toMatch(/^0\/1 \(\+1 lost\)$/);
    expect(lineText(nodeTasksCell(rowOf(dead, 'n1')))).toBe('1/1');
  });
});
