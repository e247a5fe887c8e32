import type {MetricsStore, TouchedMetrics} from '../../store/metrics/metrics-store.ts';
import type {Terminal} from '../../terminal/terminal.ts';
import type {PanelContent} from '../console-model.ts';
import type {LiveLists} from '../live-lists.ts';
import type {Repaints} from './repaints.ts';
import type {ScreenNow} from './screen-now.ts';

/** Nobody reads a figure that moves more often, and agents report every two seconds. */
const beatMs = 1_000;

/**
 * Brings new figures to the screen, at most once a second and only where they are in view. What the screen shows is of
 * whole seconds, so the beat falls just behind one. Returns what ends it.
 */
export const followFigures = (parts: {
  readonly metrics: MetricsStore;
  readonly screen: Pick<ScreenNow, 'shown' | 'isOther'>;
  readonly lists: Pick<LiveLists, 'applyFigures'>;
  readonly repaints: Pick<Repaints, 'invalidate' | 'paint'>;
  readonly terminal: Pick<Terminal, 'schedule'>;
  readonly after: (ms: number, call: () => void) => void;
  readonly nowMs: () => number;
}): (() => void) => {
  const {metrics, screen, lists, repaints} = parts;
  let waiting: Gathered | null = null;
  /** Nobody is told after the end. */
  let isOver = false;

  const beat = () => {
    const touched = waiting;
    waiting = null;
    if (touched === null || isOver) return;
    const isMoved = lists.applyFigures(touched);
    if (!isMoved && !isInView(screen.shown(), touched)) return;
    repaints.invalidate();
    parts.terminal.schedule(() => {
      if (screen.isOther()) repaints.paint();
    });
  };
  const stop = metrics.onChange(touched => {
    if (waiting === null) {
      waiting = {tasks: new Set(), nodes: new Set(), services: new Set()};
      parts.after(beatMs - (parts.nowMs() % beatMs) + 1, beat);
    }
    for (const id of touched.tasks) waiting.tasks.add(id);
    for (const id of touched.nodes) waiting.nodes.add(id);
    for (const id of touched.services) waiting.services.add(id);
  });
  return () => {
    isOver = true;
    stop();
  };
};

interface Gathered extends TouchedMetrics {
  readonly tasks: Set<string>;
  readonly nodes: Set<string>;
  readonly services: Set<string>;
}

/** The rows above the panes tell of all nodes. */
const isInView = (contents: readonly PanelContent[], touched: TouchedMetrics): boolean =>
  touched.nodes.size > 0 ||
  contents.some(
    content =>
      content.kind === 'chart' ||
      (content.kind === 'list' &&
        content.live.showsFigures(touched, content.top, content.top + content.rows.length)),
  );
