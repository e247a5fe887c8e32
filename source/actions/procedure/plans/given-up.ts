import type {Node} from '../../../domain/model/index.ts';
import type {Goal, Verification} from '../../plan/plan.ts';

/** Waits until the managers have given a node up; `meanwhile` says what it means as long as they have not. */
export const givenUp = (
  {id, hostname}: Node,
  expectedMs: number,
  meanwhile: (node: Node) => Verification,
): Goal => ({
  isSilent: true,
  settleMs: 0,
  expectedMs,
  verify({store}) {
    if (store.freshness('nodes').kind !== 'live') return {kind: 'pending', detail: 'the connection is lost'};
    const node = store.table('nodes').get(id);
    if (node === undefined) return {kind: 'done', detail: 'it is gone'};
    if (node.state === 'down') return {kind: 'done', detail: `${hostname} is down`};
    return meanwhile(node);
  },
});
