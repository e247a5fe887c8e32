import type {Context} from '../keymap/command.ts';
import type {Place} from '../panes/pane.ts';
import type {SessionState} from '../store/session.ts';
import type {PanelContent} from './console-model.ts';

/** What the keymap may know of this moment. */
export const keyContext = (
  state: SessionState<Place>,
  content: PanelContent,
  paneCount: number,
  locked: string | null,
): Context => ({
  mode: content.kind,
  pane: content.kind === 'list' ? content.live.pane : content.panel.place.kind,
  ...(state.earlier.length > 0 ? {history: 'yes'} : {}),
  ...(state.later.length > 0 ? {forward: 'yes'} : {}),
  ...(paneCount > 1 ? {split: 'yes'} : {}),
  ...(state.zoomed ? {zoomed: 'yes'} : {}),
  ...(locked === null ? {} : {locked}),
  ...selection(content),
});

const selection = (content: PanelContent): Context => {
  if (content.kind === 'text') {
    // What is done there is done to its service.
    return content.panel.place.kind === 'rollout' ? {selected: 'yes', kind: 'service'} : {};
  }
  if (content.kind === 'log') return content.state.search === '' ? {} : {filter: 'yes'};
  if (content.kind === 'chart') return {};
  const {selected} = content;
  const hasRow = content.kind === 'list' ? content.selectedIndex >= 0 : content.selectedLine >= 0;
  return {
    ...(hasRow ? {selected: 'yes'} : {}),
    ...(selected === null ? {} : {kind: selected.kind}),
    ...(content.kind === 'list' && content.state.marks.size > 0
      ? {marks: String(content.state.marks.size)}
      : {}),
    ...(content.kind === 'list' && content.state.filter !== '' ? {filter: 'yes'} : {}),
  };
};
