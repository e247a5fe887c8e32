import type {Source} from '../domain/freshness.ts';
import type {Place} from '../panes/pane.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import {type Session, updateList} from '../store/session.ts';
import type {PanelContent} from './console-model.ts';

/** Keeps what was chosen in lists true to what is in them. */
export interface ListTidier {
  /** A row that is gone hands the selection to the one that took its place, once and for good. */
  readonly pinSelection: () => void;
  /** Marks of what is gone would be acted upon without being seen. */
  readonly dropMarks: () => void;
}

export const createListTidier = (
  contents: () => readonly PanelContent[],
  session: Session<Place>,
  store: Pick<ClusterStore, 'freshness'>,
): ListTidier => {
  const isLoading = (sources: readonly Source[]) =>
    sources.some(source => store.freshness(source).kind === 'loading');
  return {
    pinSelection() {
      const [main] = contents();
      if (main?.kind !== 'list' || main.selectedKey === null || main.state.selectedKey === main.selectedKey)
        return;
      if (!main.live.isWhole || isLoading(main.live.sources)) return;
      updateList(session, main.panel.key, () => ({
        selectedKey: main.selectedKey,
        selectedIndex: main.selectedIndex,
      }));
    },
    dropMarks() {
      for (const content of contents()) {
        if (content.kind !== 'list' || content.state.marks.size === 0) continue;
        const {live, state, panel} = content;
        if (isLoading(live.sources)) continue;
        const marks = new Set([...state.marks].filter(key => live.has(key)));
        if (marks.size < state.marks.size) updateList(session, panel.key, () => ({marks}));
      }
    },
  };
};
