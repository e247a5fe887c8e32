import type {Cluster} from '../../cluster/cluster.ts';
import type {ContextRow} from '../../panes/contexts/contexts-pane.ts';
import {isSame} from '../../store/same.ts';

/** The docker contexts as they were found last. */
export interface KnownContexts {
  all(): readonly ContextRow[];
  /** Looks again; they may be made or removed at any time. */
  load(): void;
}

export const createKnownContexts = (
  cluster: Pick<Cluster, 'contexts'>,
  onChange: () => void,
): KnownContexts => {
  let contexts: readonly ContextRow[] = [];
  const load = () =>
    void cluster.contexts().then(found => {
      if (isSame(contexts, found)) return;
      contexts = found;
      onChange();
    });
  load();
  return {all: () => contexts, load};
};
