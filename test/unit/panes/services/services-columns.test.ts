import {describe, expect, it} from 'vitest';
import {healthCell} from '../../../../source/panes/health-cell.ts';
import {runningCell, updateCell} from '../../../../source/panes/services/services-columns.ts';
import {servicesPane} from '../../../../source/panes/services/services-pane.ts';
import {lineText} from '../../../../source/ui/line-text.ts';
import {aCluster, type ClusterBuilder} from '../../../builders/cluster.ts';
import {nodeId, serviceId, taskId} from '../../../builders/ids.ts';
import {aFailedTask, anUpdate, aPendingTask, aTask, minuteMs} from '../../../builders/objects.ts';

const rowOf = (cluster: ClusterBuilder) => {
  const row = cluster.store().derived('services').get('web-id');
  if (row === undefined) throw new Error('the cluster has no service web');
  return row;
};

const fourNodes = aCluster().withManagers(1).withWorkers(3);

describe('the row of a service', () => {
  it('does not count a task that a dead node only claims to run', () => {
    const row = rowOf(
      fourNodes
        .withService('web', 3)
        .withTaskChanged('web-3', {nodeId: nodeId('n4')})
        .withNodeChanged('node-4', {state: 'down'}),
    );
    expect(lineText(runningCell(row))).toBe('2/3 (+1 on dead node-4)');
    expect(runningCell(row)[1]?.tone).toBe('critical');
  });

  it('only notes what a dead node claims once the task is replaced', () => {
    const cluster = fourNodes.withService('web', 3).withNodeChanged('node-4', {state: 'down'});
    const lost = aTask({
      id: taskId('lost'),
      serviceId: serviceId('web-id'),
      slot: 3,
      nodeId: nodeId('n4'),
      desiredState: 'shutdown',
    });
    expect(runningCell(rowOf(cluster.with({tasks: [...cluster.tasks, lost]})))).toEqual([
      {text: '3/3', tone: 'text'},
      {text: ' (+1 on dead node-4)', tone: 'muted'},
    ]);
  });

  it('shows a service whose replicas all run without any colour of alarm', () => {
    expect(runningCell(rowOf(fourNodes.withService('web', 3)))).toEqual([{text: '3/3', tone: 'text'}]);
  });

  it('does not take a rolled back update for fine, although every replica runs', () => {
    const row = rowOf(fourNodes.withService('web', 2, {update: anUpdate({state: 'rollback_completed'})}));
    expect(updateCell(row)).toEqual({text: '✖ rolled back', tone: 'critical'});
    expect(healthCell(row).text).toMatch(/^✖ update rolled back/);
    expect(servicesPane.isFault?.(row)).toBe(true);
  });

  it('shows how far an update has come', () => {
    const cluster = fourNodes
      .withService('web', 3, {update: anUpdate()})
      .withTaskChanged('web-3', {specKey: 'spec-0'});
    expect(updateCell(rowOf(cluster)).text).toBe('◐ updating 2/3');
  });

  it('shows no update where the engine remembers none', () => {
    expect(updateCell(rowOf(fourNodes.withService('web', 1))).text).toBe('');
  });

  it('does not make an old failure look like a new one', () => {
    const cluster = fourNodes.withService('web', 1);
    const failed = (agoMs: number) =>
      cluster.with({tasks: [...cluster.tasks, aFailedTask(agoMs, {serviceId: serviceId('web-id')})]});
    expect(healthCell(rowOf(failed(60 * minuteMs)))).toEqual({text: '● ok', tone: 'ok'});
    expect(healthCell(rowOf(failed(minuteMs))).text).toMatch(/^▲ exit 1: task 1 failed once/);
  });

  it('tells why a task is pending in words', () => {
    const cluster = fourNodes.withService('web', 0, {mode: {kind: 'replicated', replicas: 1}});
    const pending = aPendingTask({
      id: taskId('web-1'),
      serviceId: serviceId('web-id'),
      error: 'no suitable node (insufficient resources on 4 nodes)',
    });
    expect(healthCell(rowOf(cluster.with({tasks: [pending]}))).text).toBe(
      '✖ 1 task pending: not enough unreserved CPU or memory on 4 nodes',
    );
  });
});
