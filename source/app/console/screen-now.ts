import type {Settings} from '../../config/settings.ts';
import type {Binding} from '../../keymap/command.ts';
import type {CommandId} from '../../keymap/commands.ts';
import {figuresLine} from '../../panes/header/figures-line.ts';
import type {JournalRow} from '../../panes/journal/journal-pane.ts';
import type {Place} from '../../panes/pane.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {MetricsStore} from '../../store/metrics/metrics-store.ts';
import {pageOver, type Session} from '../../store/session.ts';
import type {TerminalSize} from '../../terminal/terminal.ts';
import type {Line} from '../../ui/span.ts';
import type {Batches} from '../acting/batches.ts';
import {stripRows} from '../acting/strip-lines.ts';
import type {ChartViews} from '../charts/chart-views.ts';
import type {PanelContent} from '../console-model.ts';
import {screenContents} from '../contents.ts';
import type {HealthSource} from '../health-content.ts';
import {helpPage} from '../help-page.ts';
import {keyContext} from '../key-context.ts';
import type {LiveLists} from '../live-lists.ts';
import type {LogTails} from '../log-tails.ts';
import type {LogPanes} from '../logs/log-panes.ts';
import {footerHeight, headerHeight} from '../mouse.ts';
import type {Page} from '../pages.ts';
import {bottomRows} from '../palette-choice.ts';
import {panelCount} from '../panels.ts';
import type {RawObjects} from '../raw-objects.ts';
import {begunRows} from '../rollouts/begun-lines.ts';
import type {BegunRollouts} from '../rollouts/begun-rollouts.ts';
import {settingsPage} from '../settings-page.ts';
import type {RecentEntries} from '../timeline/recent-entries.ts';
import {createHeaderNow} from './header-now.ts';
import {keepSameContents} from './keep-same.ts';
import type {Repaints} from './repaints.ts';

export interface ScreenNowParts {
  readonly store: ClusterStore;
  readonly metrics: MetricsStore;
  readonly session: Session<Place>;
  readonly lists: LiveLists;
  readonly raw: RawObjects;
  readonly tails: LogTails;
  readonly recent: RecentEntries['of'];
  readonly logs: LogPanes;
  readonly health: () => HealthSource;
  readonly repaints: Pick<Repaints, 'generation' | 'version' | 'nowMs'>;
  readonly batches: Pick<Batches, 'all'>;
  readonly begun: Pick<BegunRollouts, 'all'>;
  readonly charts: ChartViews;
  /** Every action of the journal. */
  readonly journal: () => readonly JournalRow[];
  /** What the journal knows of an action. */
  readonly record: (id: string) => readonly Line[];
  /** Why nothing may be changed; null when it may. */
  readonly locked: () => string | null;
  readonly size: () => TerminalSize;
  readonly bindings: readonly Binding<CommandId>[];
  readonly settings: () => Settings;
  readonly settingsFile: string;
  readonly settingsFaults: readonly string[];
  readonly demoNote: () => string | null;
  readonly incidentNote: () => Line;
}

/** What is on the screen at this moment, worked out once for each generation of it. */
export interface ScreenNow {
  /** Main pane first; a pane that looks as it did is the same object as before. */
  contents(): readonly PanelContent[];
  /** The same as it was worked out last. */
  shown(): readonly PanelContent[];
  /** The rows above the panes. */
  header(): readonly Line[];
  /** Whether the screen is another than the one that was painted last. */
  isOther(): boolean;
  focused(): PanelContent;
  /** Number of panes, also when one of them is zoomed. */
  paneCount(): number;
}

interface Present {
  readonly key: string;
  readonly contents: readonly PanelContent[];
  readonly header: readonly Line[];
  /** Null: not counted yet. */
  paneCount: number | null;
}

export const createScreenNow = (parts: ScreenNowParts): ScreenNow => {
  const {session, repaints} = parts;
  const header = createHeaderNow();
  let present: Present = {key: '', contents: [], header: [], paneCount: null};
  let painted = {version: -1, screen: present};

  const area = () => {
    const {columns, rows} = parts.size();
    const strip = begunRows(parts.begun.all()) + stripRows(parts.batches.all());
    const below = footerHeight + bottomRows(session.getState(), columns) + strip;
    return {width: columns, height: Math.max(0, rows - headerHeight - below)};
  };
  const stepKeys = () => ({bindings: parts.bindings, locked: parts.locked()});
  const contentsUnder = (page: Page | null) => {
    const {store, lists, raw, tails, recent, logs, record, metrics, charts, journal} = parts;
    const {nowMs} = repaints;
    return screenContents(
      {
        store,
        lists,
        raw,
        tails,
        recent,
        logs,
        ...{metrics, charts, journal},
        record,
        health: parts.health(),
        nowMs: nowMs(),
        page,
        keys: stepKeys(),
      },
      session.getState(),
      area(),
    );
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
      : helpPage(parts.bindings, keyContext(session.getState(), content, below.length, parts.locked()));
  };
  /** Worked out anew where anything that it depends on may be another. */
  const now = (): Present => {
    const {width, height} = area();
    const key = `${repaints.generation()}:${width}x${height}`;
    if (present.key !== key) {
      present = {
        key,
        contents: keepSameContents(present.contents, contentsUnder(page())),
        header: header({
          store: parts.store,
          trail: session.getState().trail,
          demo: parts.demoNote(),
          figures: figuresLine(parts, repaints.nowMs()),
          incident: parts.incidentNote(),
          width,
        }),
        paneCount: null,
      };
      parts.lists.sweep();
    }
    // What is asked for first after a wish to paint is what will be painted.
    const version = repaints.version();
    if (painted.version !== version) painted = {version, screen: present};
    return present;
  };
  const contents = () => now().contents;
  const countPanes = ([main]: readonly PanelContent[]): number => {
    const state = session.getState();
    return panelCount(state, main?.kind === 'list' && !state.zoomed ? main.selected : null, area());
  };

  return {
    contents,
    shown: () => present.contents,
    header: () => now().header,
    isOther() {
      const screen = now();
      return screen.contents !== painted.screen.contents || screen.header !== painted.screen.header;
    },
    focused() {
      const all = contents();
      const {focus, zoomed} = session.getState();
      const content = zoomed ? all[0] : (all[focus] ?? all[0]);
      if (content === undefined) throw new Error('there is always a pane');
      return content;
    },
    paneCount() {
      const screen = now();
      screen.paneCount ??= countPanes(screen.contents);
      return screen.paneCount;
    },
  };
};
