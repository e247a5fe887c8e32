import {lineTimeText} from '../../domain/logs/time-text.ts';
import type {Place} from '../../panes/pane.ts';
import {panelBorder} from '../../ui/panel.tsx';
import type {Line, Span} from '../../ui/span.ts';
import {sparkline} from '../../ui/sparkline.ts';
import type {PanelOnScreen} from '../panels.ts';
import {placeTitle} from '../places.ts';
import type {LogChoice} from './log-choice.ts';
import type {LogPane} from './log-pane.ts';
import type {LogPanes} from './log-panes.ts';
import type {LogSource} from './log-source.ts';

/** A log on the screen. */
export interface LogContent {
  readonly kind: 'log';
  readonly panel: PanelOnScreen;
  readonly pane: LogPane;
  readonly state: LogChoice;
  readonly title: readonly Line[];
  /** How far the lines can be believed to be all there are. */
  readonly freshness: Line;
  readonly footer: Line;
  /** The rows in view. */
  readonly lines: readonly Line[];
  /** Lines are no objects. */
  readonly selected: null;
}

const sparkMinutes = 15;
const mib = 1_024 * 1_024;

export const logContent = (
  logs: LogPanes,
  panel: PanelOnScreen & {readonly place: Extract<Place, {kind: 'logs'}>},
  nowMs: number,
): LogContent => {
  const pane = logs.get(panel.key, panel.place);
  const area = {width: panel.width - panelBorder, height: panel.height - panelBorder};
  const rows = pane.rows(area, nowMs);
  const {choice, source} = pane;
  return {
    kind: 'log',
    panel,
    pane,
    state: choice,
    title: titleOf(panel.place, pane),
    freshness: freshnessOf(pane),
    footer: footerOf(pane, nowMs),
    lines: rows.length > 0 ? rows : [[{text: emptyWords(choice, source), tone: 'muted'}]],
    selected: null,
  };
};

const titleOf = (place: Place, {choice, isFollowing, source, split}: LogPane): readonly Line[] => [
  [{text: placeTitle(place), tone: 'title', bold: true}],
  ...(choice.range.window === undefined ? [[followingSpan(source.state.kind, isFollowing)]] : []),
  [{text: choice.range.name, tone: 'muted'}],
  ...searchTitle(choice),
  ...(choice.around === null
    ? []
    : [
        [{text: choice.around === 0 ? 'matches only' : `matches ±${choice.around}`, tone: 'accent' as const}],
      ]),
  ...(choice.least === null ? [] : [[{text: `${choice.least} and worse`, tone: 'warning' as const}]]),
  ...(choice.look.json === 'columns' && choice.look.fields.length > 0
    ? [[{text: `columns: ${choice.look.fields.join(', ')}`, tone: 'accent' as const}]]
    : []),
  ...(choice.hidesGone ? [[{text: 'without gone tasks', tone: 'accent' as const}]] : []),
  ...(choice.only === null ? [] : [[{text: 'one task', tone: 'accent' as const}]]),
  ...(split === null ? [] : [[{text: splitWords(split), tone: 'accent' as const}]]),
];

const searchTitle = ({search, isEndless}: LogChoice): readonly Line[] => {
  if (search === '') return [];
  if (!isEndless) return [[{text: `/${search}`, tone: 'match'}]];
  return [[{text: `/${search} takes too long on these lines: not searched`, tone: 'critical'}]];
};

const splitWords = ({from, count, of}: NonNullable<LogPane['split']>): string => {
  if (of <= 1) return 'split';
  return count === of ? `split, ${of} tasks` : `split, ${from + 1}–${from + count} of ${of} tasks`;
};

/** That a stream is broken is told where it is never cut away. */
const followingSpan = (kind: string, isFollowing: boolean): Span => {
  if (kind === 'broken') return {text: '▲ broken', tone: 'stale'};
  if (kind === 'partial') return {text: '▲ a node is lost', tone: 'stale'};
  return isFollowing ? {text: 'following', tone: 'ok'} : {text: 'standing still', tone: 'muted'};
};

const freshnessOf = ({source: {state}}: LogPane): Line => {
  switch (state.kind) {
    case 'live':
      return [{text: 'live', tone: 'ok'}];
    case 'done':
      return [{text: 'complete', tone: 'muted'}];
    case 'loading':
      return [{text: 'asking the engine …', tone: 'muted'}];
    case 'broken':
    case 'partial':
      return [{text: state.reason, tone: 'stale'}];
  }
};

const footerOf = ({source, shown}: LogPane, nowMs: number): Line => {
  const {ring, counts} = source;
  const minutes = counts.last(sparkMinutes, nowMs);
  const kept = ring.end - ring.first;
  const count = shown.count === kept ? `${kept} lines` : `${shown.count} of ${kept} lines`;
  const oldest = ring.line(ring.first);
  const since = oldest === null ? '' : ` since ${lineTimeText(oldest.timeMs, 'local', nowMs).slice(11, 19)}`;
  return [
    {text: `${sparkline(minutes, sparkMinutes)} `, tone: 'accent'},
    {text: `${minutes.at(-2) ?? 0}/min  `, tone: 'muted'},
    ...(shown.isBehind ? [{text: `searching, ${shown.left} left  `, tone: 'info' as const}] : []),
    ...(ring.dropped > 0
      ? [
          {
            text: `${ring.dropped} dropped, ${Math.round(ring.bytes / mib)} MiB are full  `,
            tone: 'warning' as const,
          },
        ]
      : []),
    {text: `${count}${since}`, tone: 'muted'},
  ];
};

const emptyWords = ({search, around, least}: LogChoice, {state: {kind}, gathered}: LogSource): string => {
  if (gathered > 0) return `${gathered} lines have come …`;
  if (kind === 'loading') return 'asking the engine …';
  if ((search !== '' && around !== null) || search.startsWith('!') || least !== null)
    return 'No line fits; esc takes the search away, L the level.';
  return kind === 'done'
    ? 'Nothing was written here. 1 reads from the beginning, 6 the last hour.'
    : 'Nothing was written yet. Lines appear here as soon as they come.';
};
