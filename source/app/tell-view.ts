import type {Cluster} from '../cluster/cluster.ts';
import type {ObjectRef} from '../panes/pane.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import type {PanelContent} from './console-model.ts';

/**
 * Feeds look more often at what is on the screen. Telling them means looking through the tasks of every node in view, so
 * that a key, or thirty frames a second, need not wait for it; the feeds' own shortest interval is no shorter.
 */
const tellPauseMs = 100;

/** Tells the feeds what is in view, some time after it changed. */
export interface ViewTeller {
  changed(): void;
  stop(): void;
}

/** `contents` is asked when it is told, not when it changed. */
export const createViewTeller = (
  contents: () => readonly PanelContent[],
  setInView: Cluster['setInView'],
  store: ClusterStore,
): ViewTeller => {
  const servicesOf = ({kind, id}: ObjectRef): readonly string[] => {
    if (kind === 'service') return [id];
    if (kind === 'stack') return [...store.serviceIdsOfStack(id)];
    const task = kind === 'task' ? store.table('tasks').get(id) : undefined;
    return task === undefined ? [] : [task.serviceId];
  };
  let timer: NodeJS.Timeout | null = null;
  const tell = () => {
    timer = null;
    const all = contents();
    const shown = all.filter(content => content.kind === 'list');
    const watched = shown.flatMap(({live, top, panel}) =>
      Array.from({length: Math.min(panel.height, live.count - top)}, (_, index) =>
        live.watchesAt(top + index),
      ),
    );
    const drawn = all.flatMap(({panel: {place}}) => (place.kind === 'metrics' ? place.objects : []));
    const rollouts = all.flatMap(({panel: {place}}) => (place.kind === 'rollout' ? [place.object.id] : []));
    setInView({
      services: [
        ...new Set([
          ...rollouts,
          ...drawn.flatMap(servicesOf),
          ...watched.flatMap(({service}) => service ?? []),
        ]),
      ],
      nodes: [
        ...new Set([
          ...drawn.flatMap(({kind, id}) => (kind === 'node' ? [id] : [])),
          ...watched.flatMap(({node}) => node ?? []),
        ]),
      ],
    });
  };
  return {
    changed() {
      timer ??= setTimeout(tell, tellPauseMs);
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
};
