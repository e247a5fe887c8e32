import type {Cluster} from '../cluster/cluster.ts';
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
): ViewTeller => {
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
    const rollouts = all.flatMap(({panel: {place}}) => (place.kind === 'rollout' ? [place.object.id] : []));
    setInView({
      services: [...new Set([...rollouts, ...watched.flatMap(({service}) => service ?? [])])],
      nodes: [...new Set(watched.flatMap(({node}) => node ?? []))],
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
