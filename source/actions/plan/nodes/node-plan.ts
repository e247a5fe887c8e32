import type {Node} from '../../../domain/model/index.ts';
import type {Intent} from '../../intent.ts';
import type {Check, Plan, PlanState, PlanStore, Refusal, Verification, VerifyState} from '../plan.ts';

/** A node intent, the node it is about, and the state that the plan is made from. */
export interface NodePlanning<Kind extends Intent['kind']> {
  readonly intent: Extract<Intent, {kind: Kind}>;
  readonly node: Node;
  readonly state: PlanState;
}

export type PlanNode<Kind extends Intent['kind']> = (planning: NodePlanning<Kind>) => Plan | Refusal;

/** The parts that every plan for a node has. */
export const nodePlan = (
  {intent, node, state}: {readonly intent: Intent; readonly node: Node; readonly state: PlanState},
  part: Omit<Plan, 'kind' | 'intent' | 'object' | 'version' | 'settleMs'>,
): Plan => ({
  kind: 'plan',
  intent,
  object: {kind: 'node', id: node.id, name: node.hostname},
  version: state.object.version,
  settleMs: 0,
  ...part,
});

export const allNodes = (store: PlanStore): readonly Node[] => [...store.table('nodes').values()];

/** Judges a node by itself, once the store knows it as it is after the change. */
export const verifyNode =
  (id: string, judge: (node: Node, store: PlanStore) => Verification) =>
  ({store, version}: VerifyState): Verification => {
    if (store.freshness('nodes').kind !== 'live')
      return {kind: 'pending', detail: 'the connection is lost; what goes on in the cluster cannot be seen'};
    const node = store.table('nodes').get(id);
    if (node === undefined) return {kind: 'failed', detail: 'the node was removed meanwhile'};
    if (version === null || node.version < version)
      return {kind: 'pending', detail: 'waiting for the manager to tell of the change'};
    return judge(node, store);
  };

/** The docker CLI names a node by its hostname, which two entries may share. */
export const nodeName = (node: Node, store: PlanStore): string =>
  allNodes(store).filter(({hostname}) => hostname === node.hostname).length > 1 ? node.id : node.hostname;

/** To act on a node of which nothing is heard is to act in the dark. */
export const stateCheck = (node: Node): Check =>
  node.state === 'ready'
    ? {name: 'state', level: 'ok', reason: `${node.hostname} is ready`}
    : {name: 'state', level: 'warning', reason: `${node.hostname} is ${node.state}`};
