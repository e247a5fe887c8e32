import {failureInWords} from '../../domain/failure-words.ts';
import {createAlarm} from '../../domain/judgement/alarm.ts';
import {judgeNode} from '../../domain/judgement/judge-node.ts';
import {judgeSwarm} from '../../domain/judgement/judge-swarm.ts';
import {taskVerdict} from '../../domain/judgement/judge-task.ts';
import type {DiskFault} from '../../domain/judgement/rules/node-rules.ts';
import {quorumOf} from '../../domain/quorum.ts';
import type {NodeSummary, Quorum, ServiceSummary, StackSummary, TaskSummary} from '../../domain/summaries.ts';
import {isCurrent, isJob, stateEnteredMs, taskName} from '../../domain/task-lifecycle.ts';
import type {Table} from '../cluster-store.ts';
import {dueKey, healthOfTask, type Workshop} from './derive-services.ts';
import type {DerivedTable} from './derived-table.ts';
import {stackSummary} from './stack-summary.ts';

/** Makes the row of one task anew. */
export function deriveTask(shop: Workshop, rows: DerivedTable<TaskSummary>, id: string, nowMs: number): void {
  const {tables} = shop;
  const task = tables.tasks.get(id);
  if (task === undefined) {
    rows.set(id, undefined);
    shop.facts.forget(id);
    shop.due.set(dueKey('task', id), null);
    return;
  }
  shop.onWork('task', 1);
  const service = tables.services.get(task.serviceId);
  const node = task.nodeId === null ? undefined : tables.nodes.get(task.nodeId);
  // Until its service is known nothing speaks against a task.
  const upToDate = service === undefined || isCurrent(task, service);
  const serviceName = service?.name ?? task.serviceId;
  const alarm = createAlarm(nowMs);
  rows.set(id, {
    task,
    name: taskName(task, serviceName),
    serviceName,
    hostname: node?.hostname ?? task.nodeId ?? '',
    nodeDown: node?.state === 'down',
    upToDate,
    verdict: taskVerdict({
      task,
      node,
      upToDate,
      abandoned: shop.abandoned.get(task.serviceId)?.has(id) === true,
      health: healthOfTask(shop, id)?.health ?? 'none',
      facts: shop.facts.get(id),
      isJob: service !== undefined && isJob(service),
      alarm,
    }),
  });
  shop.due.set(dueKey('task', id), alarm.nextMs);
}

/** Makes the row of one node anew, and its findings. */
export function deriveNode(
  shop: Workshop,
  rows: DerivedTable<NodeSummary>,
  id: string,
  nowMs: number,
): boolean {
  const {tables, indexes} = shop;
  const node = tables.nodes.get(id);
  if (node === undefined) {
    rows.set(id, undefined);
    shop.due.set(dueKey('node', id), null);
    return shop.findings.set(`node:${id}`, []);
  }
  const namesakes = [...indexes.nodesByHostname.of(node.hostname)]
    .filter(other => other !== id)
    .map(other => tables.nodes.get(other))
    .filter(other => other !== undefined);
  shop.onWork('node', 1 + namesakes.length);
  const {running, wanted} = indexes.countsOfNode(id);
  const isDown = node.state === 'down';
  const alarm = createAlarm(nowMs);
  const pressure = shop.pressures.get(id) ?? null;
  const {health, findings} = judgeNode({node, namesakes, pressure, diskFault: diskFaultOf(shop, id), alarm});
  shop.due.set(dueKey('node', id), alarm.nextMs);
  rows.set(id, {
    node,
    runningTasks: isDown ? 0 : running,
    claimedTasks: isDown ? running : 0,
    desiredTasks: wanted,
    health,
    duplicateHostname: namesakes.length > 0,
  });
  return shop.findings.set(`node:${id}`, findings);
}

/** The latest of a node's tasks that found no disk space; the engine keeps a few ended tasks of a slot. */
function diskFaultOf({tables, indexes}: Workshop, nodeId: string): DiskFault | null {
  let latest: DiskFault | null = null;
  for (const id of indexes.diskFaultsByNode.of(nodeId)) {
    const task = tables.tasks.get(id);
    if (task === undefined) continue;
    const atMs = stateEnteredMs(task);
    if (latest === null || atMs > latest.atMs) latest = {text: failureInWords(task), atMs};
  }
  return latest;
}

/** Makes the row of one stack anew. A stack is there as long as anything but volumes carries its label. */
export function deriveStack(
  shop: Workshop,
  rows: DerivedTable<StackSummary>,
  services: Table<ServiceSummary>,
  name: StackSummary['name'],
): void {
  const {byStack, servicesByStack} = shop.indexes;
  const counts = {
    networks: byStack.network.of(name).size,
    secrets: byStack.secret.of(name).size,
    configs: byStack.config.of(name).size,
  };
  const own = [...servicesByStack.of(name)].map(id => services.get(id)).filter(row => row !== undefined);
  shop.onWork('stack', own.length);
  const isThere = own.length + counts.networks + counts.secrets + counts.configs > 0;
  rows.set(name, isThere ? stackSummary(name, own, counts) : undefined);
}

/** Judges the managers and the versions of all nodes anew; only managers are looked at one by one. */
export function deriveSwarm(shop: Workshop): {readonly quorum: Quorum | null; readonly isNews: boolean} {
  const {tables, indexes} = shop;
  const managers = [...indexes.managers].map(id => tables.nodes.get(id)).filter(node => node !== undefined);
  shop.onWork('swarm', managers.length);
  const quorum = quorumOf(managers);
  const findings = judgeSwarm({quorum, engineVersions: indexes.engineVersions});
  return {quorum, isNews: shop.findings.set('swarm', findings)};
}
