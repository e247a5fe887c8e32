import type {Node} from '../../domain/model/index.ts';
import type {NodeSummary} from '../../domain/summaries.ts';
import type {Line, Span} from '../../ui/span.ts';
import {alarmTone, toned} from '../columns.ts';
import {availabilityLooks, lookSpan, nodeStateLooks, reachabilityLooks} from '../glyphs.ts';

/** The hostname; an entry that shares it with another one shows its id too, since they differ in nothing else. */
export const nodeNameCell = ({node, health, duplicateHostname}: NodeSummary): Span | Line => {
  const name = toned(node.hostname, alarmTone(health.level));
  return duplicateHostname ? [name, {text: ` (twice: id ${node.id.slice(0, 6)})`, tone: 'warning'}] : name;
};

/** The engine's word on the state, shorter where it is known what it means. */
const nodeReason = (node: Node): string => {
  if (node.state === 'unknown' && node.manager?.reachability === 'unreachable') return 'not heard of';
  // After every leader change all nodes are unknown until they have registered again, 3 to 12 s later.
  if (node.state === 'unknown' && /leadership change/.test(node.message)) {
    return 'registering again after a leader change';
  }
  return node.message;
};

/** State and reason: `✖ down: heartbeat failure`. */
export const nodeStatusCell = ({node, health}: NodeSummary): Line => {
  // An entry that its machine left behind when it joined again is down for good, and no outage.
  if (node.state === 'down' && health.level !== 'critical') {
    return [
      {text: '▲ down', tone: 'warning'},
      {text: `: ${health.reasons[0] ?? node.message}`, tone: 'muted'},
    ];
  }
  const span = lookSpan(nodeStateLooks[node.state]);
  const reason = nodeReason(node);
  return reason === '' || node.state === 'ready' ? [span] : [span, {text: `: ${reason}`, tone: 'muted'}];
};

export const availabilityCell = ({node}: NodeSummary): Span =>
  node.availability === 'active' ? {text: 'active'} : lookSpan(availabilityLooks[node.availability]);

/** What a manager is in the Raft group; empty for a worker. */
export const managerCell = ({node}: NodeSummary): Span => {
  if (node.manager === null) return {text: ''};
  if (node.manager.reachability !== 'reachable')
    return lookSpan(reachabilityLooks[node.manager.reachability]);
  return node.manager.leader ? {text: '◆ leader', tone: 'accent'} : {text: 'reachable'};
};

/** Tasks that truly run there, of those wanted, and what a node that is down only claims to run: as for a service. */
export const nodeTasksCell = ({runningTasks, desiredTasks, claimedTasks}: NodeSummary): Line => {
  const count = `${runningTasks}/${desiredTasks}`;
  return claimedTasks === 0
    ? [{text: count}]
    : [{text: count}, {text: ` (+${claimedTasks} lost)`, tone: 'critical'}];
};
