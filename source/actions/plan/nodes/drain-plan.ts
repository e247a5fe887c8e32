import type {Node, Service, Task} from '../../../domain/model/index.ts';
import {judgePlacement} from '../../../domain/placement/judge-placement.ts';
import type {SwarmView} from '../../../domain/placement/swarm-view.ts';
import {hasEnded, isWanted, taskName} from '../../../domain/task-lifecycle.ts';
import {swarmView} from '../../../store/swarm-view.ts';
import type {Check, PlanStore} from '../plan.ts';
import {aboutMs, counted, startTimeMs} from '../services/service-facts.ts';
import {allNodes} from './node-plan.ts';

/** What becomes of one task when its node is emptied. */
export interface Move {
  readonly task: Task;
  readonly name: string;
  /** Nodes that could take it; empty for tasks that end with the node. */
  readonly to: readonly Node[];
  readonly words: string;
  /** It will find no node. */
  readonly isStuck: boolean;
}

/** Foretells where the tasks of a node go, one after another, each taking the room that the next one has not. */
export function movesFrom(node: Node, store: PlanStore): readonly Move[] {
  const base = swarmView(store);
  const placed: Task[] = [];
  const view: SwarmView = {
    ...base,
    nodes: base.nodes.filter(({id}) => id !== node.id),
    *tasksOfNode(id) {
      yield* base.tasksOfNode(id);
      yield* placed.filter(task => task.nodeId === id);
    },
  };
  const leaving = [...base.tasksOfNode(node.id)].filter(task => isWanted(task) && !hasEnded(task));
  return leaving.map(task => {
    const service = base.service(task.serviceId);
    if (service === undefined) return stays(task, task.serviceId, 'its service is not known');
    const move = moveOf(task, service, view, store);
    const [target] = [...move.to].sort((a, b) => load(view, a) - load(view, b));
    if (target !== undefined) placed.push({...task, nodeId: target.id});
    return move;
  });
}

const load = (view: SwarmView, node: Node): number =>
  [...view.tasksOfNode(node.id)].filter(task => isWanted(task) && !hasEnded(task)).length;

function moveOf(task: Task, service: Service, view: SwarmView, store: PlanStore): Move {
  const name = taskName(task, service.name);
  if (service.mode.kind === 'global' || service.mode.kind === 'global-job') {
    return {
      task,
      name,
      to: [],
      isStuck: false,
      words: `${name} stops: a global service has one task per node`,
    };
  }
  const {open, nodes} = judgePlacement(service, view);
  const left = localData(service);
  if (open.length === 0) {
    const reasons = nodes.map(({node, objections}) => `${node.hostname} ${objections[0]?.reason ?? ''}`);
    return {
      ...stays(
        task,
        name,
        `${name} will stay pending: ${reasons.join('; ') || 'there is no other node'}${left}`,
      ),
      isStuck: true,
    };
  }
  const targets = open.map(({hostname}) => hostname);
  const single = service.mode.kind === 'replicated' && service.mode.replicas === 1;
  const outage = single ? `; a single replica: an outage of ${aboutMs(startTimeMs(store, service))}` : '';
  return {task, name, to: open, isStuck: false, words: `${name} moves to ${oneOf(targets)}${outage}${left}`};
}

const stays = (task: Task, name: string, words: string): Move => ({
  task,
  name,
  to: [],
  words,
  isStuck: false,
});

/** Volumes and folders belong to a node: the task finds others, or none, where it goes. */
function localData({volumes, binds}: Service): string {
  const data = [...volumes, ...binds];
  return data.length === 0 ? '' : `; local data stays behind: ${data.join(', ')}`;
}

const shown = 4;
const oneOf = (names: readonly string[]): string =>
  names.length <= shown
    ? names.join(' or ')
    : `${names.slice(0, shown).join(', ')} or one of ${names.length - shown} more`;

/** Whether the tasks of a node have somewhere else to go. */
export function drainChecks(node: Node, moves: readonly Move[], store: PlanStore): readonly Check[] {
  const stuck = moves.filter(({isStuck}) => isStuck);
  const others = allNodes(store).filter(
    other => other.id !== node.id && other.state === 'ready' && other.availability === 'active',
  );
  return [
    others.length === 0
      ? {name: 'other nodes', level: 'warning', reason: 'no other node is ready and active'}
      : {
          name: 'other nodes',
          level: 'ok',
          reason: `${counted(others.length, 'other node')} ready and active`,
        },
    stuck.length === 0
      ? {name: 'placement', level: 'ok', reason: 'every task has somewhere to go'}
      : {
          name: 'placement',
          level: 'warning',
          reason: `${counted(stuck.length, 'task')} will find no other node: ${stuck.map(({name}) => name).join(', ')}`,
        },
  ];
}
