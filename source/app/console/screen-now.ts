import type {Settings} from '../../config/settings.ts';
import type {Binding} from '../../keymap/command.ts';
import type {CommandId} from '../../keymap/commands.ts';
import type {Place} from '../../panes/pane.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {pageOver, type Session} from '../../store/session.ts';
import type {TerminalSize} from '../../terminal/terminal.ts';
import type {PanelContent} from '../console-model.ts';
import {screenContents} from '../contents.ts';
import {helpPage} from '../help-page.ts';
import {keyContext} from '../key-context.ts';
import type {LiveLists} from '../live-lists.ts';
import {footerHeight, headerHeight} from '../mouse.ts';
import type {Page} from '../pages.ts';
import {bottomRows} from '../palette-choice.ts';
import {panelCount} from '../panels.ts';
import type {RawObjects} from '../raw-objects.ts';
import {settingsPage} from '../settings-page.ts';
import type {Repaints} from './repaints.ts';

export interface ScreenNowParts {
  readonly store: ClusterStore;
  readonly session: Session<Place>;
  readonly lists: LiveLists;
  readonly raw: RawObjects;
  readonly repaints: Pick<Repaints, 'version' | 'nowMs'>;
  readonly size: () => TerminalSize;
  readonly bindings: readonly Binding<CommandId>[];
  readonly settings: () => Settings;
  readonly settingsFile: string;
  readonly settingsFaults: readonly string[];
}

/** What is on the screen at this moment, worked out once for each version of it. */
export interface ScreenNow {
  /** Main pane first. */
  contents(): readonly PanelContent[];
  focused(): PanelContent;
  /** Number of panes, also when one of them is zoomed. */
  paneCount(): number;
}

export const createScreenNow = (parts: ScreenNowParts): ScreenNow => {
  const {session, repaints} = parts;
  let cache: {readonly key: string; readonly contents: readonly PanelContent[]} | null = null;

  const area = () => {
    const {columns, rows} = parts.size();
    return {
      width: columns,
      height: Math.max(0, rows - headerHeight - footerHeight - bottomRows(session.getState(), columns)),
    };
  };
  const contentsUnder = (page: Page | null) => {
    const {store, lists, raw} = parts;
    return screenContents({store, lists, raw, nowMs: repaints.nowMs(), page}, session.getState(), area());
  };
  const page = (): Page | null => {
    const over = pageOver(session.getState().overlay);
    if (over === 'settings')
      return settingsPage({
        settings: parts.settings(),
        file: parts.settingsFile,
        faults: parts.settingsFaults,
      });
    if (over === null) return null;
    const below = contentsUnder(null);
    const content = below[Math.min(session.getState().focus, below.length - 1)];
    return content === undefined
      ? null
      : helpPage(parts.bindings, keyContext(session.getState(), content, below.length));
  };
  const contents = () => {
    const {width, height} = area();
    const key = `${repaints.version()}:${width}x${height}`;
    if (cache?.key !== key) {
      cache = {key, contents: contentsUnder(page())};
      parts.lists.sweep();
    }
    return cache.contents;
  };

  return {
    contents,
    focused() {
      const all = contents();
      const {focus, zoomed} = session.getState();
      const content = zoomed ? all[0] : (all[focus] ?? all[0]);
      if (content === undefined) throw new Error('there is always a pane');
      return content;
    },
    paneCount() {
      const state = session.getState();
      const [main] = contents();
      return panelCount(state, main?.kind === 'list' && !state.zoomed ? main.selected : null, area());
    },
  };
};
