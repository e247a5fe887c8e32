import type {Node} from '../../domain/model/index.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';

const firstMs = 1_000;

const isRestless = (node: Node): boolean =>
  node.state !== 'ready' || (node.manager !== null && node.manager.reachability !== 'reachable');

/**
 * How long to wait before the node list is asked for again: `restMs` when all is well; from a second upwards, doubling
 * while nothing changes, when a node is not ready or a manager not reachable.
 */
export const createNodePace = (store: ClusterStore, restMs: number): (() => number) => {
  let signature = '';
  let delayMs = firstMs;
  return () => {
    const restless = [...store.table('nodes').values()].filter(isRestless);
    if (restless.length === 0) {
      signature = '';
      return restMs;
    }
    const now = restless
      .map(node => `${node.id}:${node.version}:${node.state}:${node.manager?.reachability}`)
      .join();
    delayMs = now === signature ? Math.min(restMs, delayMs * 2) : firstMs;
    signature = now;
    return delayMs;
  };
};
