import {figuresNote} from '../panes/figures/figures-note.ts';
import {freshnessLine} from '../panes/freshness-words.ts';
import type {JournalRow} from '../panes/journal/journal-pane.ts';
import {type OverviewPage, overviewPage} from '../panes/overview/overview-page.ts';
import type {StepKeys} from '../panes/overview/step-hints.ts';
import {lineOfTarget} from '../panes/overview/targets.ts';
import type {Place} from '../panes/pane.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import type {MetricsStore} from '../store/metrics/metrics-store.ts';
import {currentPlace, freshList, freshText, type ListState, type SessionState} from '../store/session.ts';
import {panelBorder} from '../ui/panel.tsx';
import {scrollTo} from '../ui/scroll.ts';
import type {Line} from '../ui/span.ts';
import {tableBodyHeight} from '../ui/table.tsx';
import {chartContent} from './charts/chart-content.ts';
import type {ChartViews} from './charts/chart-views.ts';
import type {ListContent, OverviewContent, PanelContent, TextContent} from './console-model.ts';
import {type HealthSource, healthContent} from './health-content.ts';
import type {LiveList} from './live-list.ts';
import type {LiveLists} from './live-lists.ts';
import type {LogTails} from './log-tails.ts';
import {logContent} from './logs/log-content.ts';
import type {LogPanes} from './logs/log-panes.ts';
import {type Page, placePage} from './pages.ts';
import {type PanelOnScreen, panelsOnScreen} from './panels.ts';
import {placeKey, placeTitle} from './places.ts';
import type {RawObjects} from './raw-objects.ts';
import type {RecentEntries} from './timeline/recent-entries.ts';

/** What the contents of the screen are made of. */
export interface ContentParts {
  readonly store: ClusterStore;
  readonly lists: LiveLists;
  readonly raw: RawObjects;
  readonly tails: LogTails;
  readonly recent: RecentEntries['of'];
  readonly logs: LogPanes;
  readonly health: HealthSource;
  readonly nowMs: number;
  readonly metrics: MetricsStore;
  readonly charts: ChartViews;
  /** Every action of the journal. */
  readonly journal: () => readonly JournalRow[];
  /** What the journal knows of an action. */
  readonly record: (id: string) => readonly Line[];
  readonly keys: StepKeys;
  /** A page over everything else (help, settings); null when there is none. */
  readonly page: Page | null;
}

/** Everything on the screen between header and footer, main pane first. */
export const screenContents = (
  parts: ContentParts,
  state: SessionState<Place>,
  area: {readonly width: number; readonly height: number},
): readonly PanelContent[] => {
  if (parts.page !== null) {
    const panel = {key: `page:${parts.page.title}`, place: currentPlace(state), x: 0, y: 0, ...area};
    return [textContent(parts, state, panel, parts.page)];
  }
  const main = currentPlace(state);
  const selected = main.kind === 'list' ? selectionOf(parts, state, main, placeKey(main)).selected : null;
  return panelsOnScreen(state, selected, area).map(panel => contentOf(parts, state, panel));
};

const contentOf = (parts: ContentParts, state: SessionState<Place>, panel: PanelOnScreen): PanelContent => {
  const {place} = panel;
  switch (place.kind) {
    case 'overview':
      return overviewContent(parts, state, panel);
    case 'list':
      return listContent(parts, state, panel, place);
    case 'describe':
    case 'yaml':
    case 'used-by':
    case 'why':
    case 'rollout':
      return textContent(parts, state, panel, placePage(place, parts));
    case 'health':
      return healthContent(parts, state, {...panel, place});
    case 'logs':
      return logContent(parts.logs, {...panel, place}, parts.nowMs);
    case 'metrics':
      return chartContent(
        {
          sources: parts,
          views: parts.charts,
          older: parts.charts.older,
          journal: parts.journal,
          nowMs: parts.nowMs,
        },
        {...panel, place},
      );
    case 'record': {
      const page = {title: placeTitle(place), lines: parts.record(place.id), sources: []};
      return textContent(parts, state, panel, page);
    }
  }
};

const listContent = (
  parts: ContentParts,
  state: SessionState<Place>,
  panel: PanelOnScreen,
  place: Extract<Place, {kind: 'list'}>,
): ListContent => {
  const selection = selectionOf(parts, state, place, panel.key);
  const {live} = selection;
  const height = tableBodyHeight(panel.height - panelBorder);
  const top = scrollTo({
    top: selection.state.top,
    selected: selection.selectedIndex,
    rowCount: live.count,
    height,
  });
  return {
    kind: 'list',
    panel,
    top,
    ...selection,
    count: live.count,
    total: live.total,
    isWhole: live.isWhole,
    rows: live.rowsIn(top, top + height),
    // That the list itself is not to be believed comes first: what does not fit is cut behind.
    freshness: [...freshnessLine(parts.store, live.sources), ...(live.hasFigures ? figuresNote(parts) : [])],
    nowMs: parts.nowMs,
  };
};

const textContent = (
  parts: ContentParts,
  state: SessionState<Place>,
  panel: PanelOnScreen,
  page: Page,
): TextContent => ({
  kind: 'text',
  panel,
  title: page.title,
  sources: page.sources,
  freshness: freshnessLine(parts.store, page.sources),
  lines: page.lines,
  state: state.texts[panel.key] ?? freshText,
});

/** The row that is selected by its key; when it is gone, the one that took its place. */
const selectedIn = (live: LiveList, state: ListState): number => {
  const index = state.selectedKey === null ? -1 : live.indexOf(state.selectedKey);
  return index >= 0 ? index : Math.min(state.selectedIndex, live.count - 1);
};

const selectionOf = (
  parts: ContentParts,
  session: SessionState<Place>,
  place: Extract<Place, {kind: 'list'}>,
  key: string,
): Pick<ListContent, 'live' | 'state' | 'selectedIndex' | 'selectedKey' | 'selected'> => {
  const state = session.lists[key] ?? freshList;
  const live = parts.lists.get(key, place, state);
  const selectedIndex = selectedIn(live, state);
  return {
    live,
    state,
    selectedIndex,
    selectedKey: live.keyAt(selectedIndex),
    selected: live.objectAt(selectedIndex),
  };
};

/** The last of the lines that belong to a selected one: up to the next that can be selected, or an empty one. */
const lastOf = ({targets, lineAt}: OverviewPage, line: number): number => {
  let last = line;
  while (targets[last + 1] === null && lineAt(last + 1).length > 0) last += 1;
  return last;
};

const overviewContent = (
  parts: ContentParts,
  session: SessionState<Place>,
  panel: PanelOnScreen,
): OverviewContent => {
  const state = session.lists[panel.key] ?? freshList;
  const height = panel.height - panelBorder;
  const {store, nowMs} = parts;
  const {selectedKey} = state;
  const input = {store, width: panel.width - panelBorder - 2, height, nowMs, selectedKey, keys: parts.keys};
  const page = overviewPage(input);
  const {targets, lineAt} = page;
  const first = targets.findIndex(target => target !== null);
  const byKey = state.selectedKey === null ? -1 : lineOfTarget(targets, state.selectedKey);
  const selectedLine = byKey >= 0 ? byKey : first;
  const rowCount = targets.length;
  // Before anything was selected the headline above the first finding stays in view.
  const selected = byKey === first ? -1 : byKey;
  // What is told below the line comes into view with it.
  const whole = scrollTo({
    top: state.top,
    selected: selected < 0 ? -1 : lastOf(page, byKey),
    rowCount,
    height,
  });
  const top = scrollTo({top: whole, selected, rowCount, height});
  const shown = Math.min(height, targets.length - top);
  return {
    kind: 'overview',
    panel,
    lines: Array.from({length: shown}, (_, row) => lineAt(top + row)),
    allLines() {
      const page = overviewPage(input);
      return page.targets.map((_, line) => page.lineAt(line));
    },
    targets,
    state,
    top,
    selectedLine,
    selected: targets[selectedLine] ?? null,
  };
};
