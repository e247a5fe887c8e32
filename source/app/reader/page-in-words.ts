import type {Source} from '../../domain/freshness.ts';
import {freshnessReason, freshnessSpan, worstFreshness} from '../../panes/freshness-words.ts';
import {headerParts} from '../../panes/header/header-parts.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {lineText} from '../../ui/line-text.ts';
import type {PanelContent} from '../console-model.ts';
import {placeTitle} from '../places.ts';
import type {ToldRow} from './changes-in-words.ts';
import {indentedInWords, inWords, rowInWords} from './row-in-words.ts';

/** Rows whose changes are told; a longer list is filtered first by whoever wants to hear it. */
const mostRows = 500;

/** The swarm in one sentence: what the header shows. */
export function swarmInWords(store: ClusterStore): string {
  const {left, right} = headerParts({store, trail: []});
  return [...left, ...right]
    .map(part => inWords(lineText(part.line)))
    .filter(words => words !== '')
    .join(', ');
}

/** How far a page can be believed; empty while it is live. */
function doubtOf(store: ClusterStore, sources: readonly Source[]): string {
  const worst = worstFreshness(store, sources);
  if (worst === null || worst.kind === 'live') return '';
  return [inWords(freshnessSpan(worst).text), inWords(freshnessReason(worst))].filter(Boolean).join(': ');
}

/** What a page is called, how much there is on it, and whether it is to be doubted. */
export function titleInWords(content: PanelContent, store: ClusterStore): string {
  switch (content.kind) {
    case 'overview':
      return placeTitle(content.panel.place);
    case 'log':
    case 'chart':
      return [placeTitle(content.panel.place), lineText(content.freshness)].join(', ');
    case 'text':
      return [content.title, `${content.lines.length} lines`, doubtOf(store, content.sources)]
        .filter(Boolean)
        .join(', ');
    case 'list': {
      const {live, state, panel} = content;
      const count = live.count === live.total ? `${live.count}` : `${live.count} of ${live.total}`;
      return [
        `${placeTitle(panel.place)}, ${count} rows`,
        state.filter === '' ? '' : `filter ${state.filter}`,
        live.filterProblem ?? '',
        state.faultsOnly ? 'faults only' : '',
        `sorted by ${live.sort.id}${live.sort.descending ? ' descending' : ''}`,
        doubtOf(store, live.sources),
      ]
        .filter(Boolean)
        .join(', ');
    }
  }
}

/** What is selected, in words, with its place among the others; empty where nothing can be. */
export function selectionInWords(content: PanelContent, nowMs: number): string {
  switch (content.kind) {
    case 'text':
    case 'log':
    case 'chart':
      return '';
    case 'overview': {
      return inWords(lineText(content.lines[content.selectedLine - content.top] ?? []));
    }
    case 'list': {
      const {live, selectedIndex, state} = content;
      if (live.count === 0) return '';
      const titles = live.columns.map(column => column.title);
      const words = rowInWords(live.nameAt(selectedIndex), titles, live.cellsAt(selectedIndex, nowMs));
      const key = live.keyAt(selectedIndex);
      const mark = key !== null && state.marks.has(key) ? 'marked, ' : '';
      return `${mark}${words}, ${selectedIndex + 1} of ${live.count}`;
    }
  }
}

/** The lines of a page as they are to be heard; a list has none. */
export function linesInWords(content: PanelContent): readonly string[] {
  if (content.kind === 'list') return [];
  const lines = content.kind === 'overview' ? content.allLines() : content.lines;
  return lines.map(indentedInWords);
}

export function toldRows(content: PanelContent, nowMs: number): ReadonlyMap<string, ToldRow> {
  const rows = new Map<string, ToldRow>();
  if (content.kind !== 'list') return rows;
  const {live} = content;
  for (let index = 0; index < Math.min(live.count, mostRows); index++) {
    const key = live.keyAt(index);
    if (key !== null) rows.set(key, {name: live.nameAt(index), cells: live.cellsAt(index, nowMs)});
  }
  return rows;
}
