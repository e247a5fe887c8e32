import type {Node, Service} from '../../../domain/model/index.ts';
import {judgePlacement} from '../../../domain/placement/judge-placement.ts';
import {swarmView} from '../../../store/swarm-view.ts';
import type {PlanStore} from '../../plan/plan.ts';
import {counted, liveTasks, startTimeMs} from '../../plan/services/service-facts.ts';

/** A service that would be down while its node is emptied, and what can be done about it. */
export type Lone =
  /** One more replica can run elsewhere for that time. */
  | {readonly kind: 'double'; readonly service: Service; readonly replicas: number; readonly startMs: number}
  | {readonly kind: 'outage'; readonly service: Service; readonly reason: string};

/** The services that have all of their tasks on one node, by name. */
export function loneServices(node: Node, store: PlanStore): readonly Lone[] {
  const ids = new Set(
    [...store.taskIdsOfNode(node.id)].flatMap(id => store.table('tasks').get(id)?.serviceId ?? []),
  );
  return [...ids]
    .flatMap(id => store.table('services').get(id) ?? [])
    .filter(service => isLone(service, node, store))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(service => judge(service, node, store));
}

/** A second replica of what is wanted on every node, or of a job, helps nobody. */
function isLone(service: Service, node: Node, store: PlanStore): boolean {
  const tasks = liveTasks(store, service.id).filter(({state}) => state === 'running');
  return (
    service.mode.kind === 'replicated' && tasks.length > 0 && tasks.every(({nodeId}) => nodeId === node.id)
  );
}

function judge(service: Service, node: Node, store: PlanStore): Lone {
  const outage = (reason: string): Lone => ({kind: 'outage', service, reason});
  const {name, mode, update} = service;
  const replicas = mode.kind === 'replicated' ? mode.replicas : 0;
  const data = [...service.volumes, ...service.binds];
  if (data.length > 0)
    return outage(
      `${name} keeps data (${data.join(', ')}): a second replica beside it may spoil it or start without it`,
    );
  if (update?.state === 'updating' || update?.state === 'rollback_started')
    return outage(`${name} is being rolled out: scaling it now would disturb that`);
  if (update?.state === 'paused' || update?.state === 'rollback_paused')
    return outage(`the rollout of ${name} is paused: a new replica would be of the new spec`);
  const view = swarmView(store);
  const {open, nodes} = judgePlacement(service, {
    ...view,
    nodes: view.nodes.filter(({id}) => id !== node.id),
  });
  if (open.length === 0) {
    const [first] = nodes;
    const why =
      first === undefined ? 'there is none' : `${first.node.hostname} ${first.objections[0]?.reason ?? ''}`;
    return outage(`${name} finds no other node (${why}${nodes.length > 1 ? '; …' : ''})`);
  }
  return {kind: 'double', service, replicas, startMs: startTimeMs(store, service)};
}

/** `its only replica`, `all of its 2 replicas`. */
export const replicasInWords = (replicas: number): string =>
  replicas === 1 ? 'its only replica' : `all of its ${counted(replicas, 'replica')}`;
