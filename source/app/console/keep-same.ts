import {isSame} from '../../store/same.ts';
import {isSameLine} from '../../ui/line-text.ts';
import type {Line} from '../../ui/span.ts';
import type {OverviewContent, PanelContent} from '../console-model.ts';

/** Lines, or those from before where they say the same. */
export const keepSameLines = (before: readonly Line[] | null, now: readonly Line[]): readonly Line[] =>
  before !== null && isSameLines(before, now) ? before : now;

/**
 * What is on the screen, each pane that would look the same as it did being the same object as before, and all of them
 * the same array: whoever paints looks at references alone.
 */
export const keepSameContents = (
  before: readonly PanelContent[],
  now: readonly PanelContent[],
): readonly PanelContent[] => {
  const kept = now.map((content, index) => {
    const same = before[index];
    return same !== undefined && isSameContent(same, content) ? same : content;
  });
  return isSameItems(before, kept) ? before : kept;
};

/** Rows and states of the session are never changed in place, so that their references tell. */
const isSameContent = (a: PanelContent, b: PanelContent): boolean => {
  if (!isSame(a.panel, b.panel) || a.state !== b.state) return false;
  switch (a.kind) {
    case 'list':
      return (
        b.kind === 'list' &&
        a.live === b.live &&
        a.top === b.top &&
        a.selectedIndex === b.selectedIndex &&
        a.selectedKey === b.selectedKey &&
        a.count === b.count &&
        a.total === b.total &&
        a.isWhole === b.isWhole &&
        a.nowMs === b.nowMs &&
        isSameLine(a.freshness, b.freshness) &&
        isSameItems(a.rows, b.rows)
      );
    case 'text':
      return (
        b.kind === 'text' &&
        a.title === b.title &&
        isSameLine(a.freshness, b.freshness) &&
        isSameLines(a.lines, b.lines)
      );
    case 'log':
      return (
        b.kind === 'log' &&
        isSameLine(a.freshness, b.freshness) &&
        isSameLine(a.footer, b.footer) &&
        isSameLines(a.title, b.title) &&
        isSameLines(a.lines, b.lines)
      );
    case 'chart':
      return (
        b.kind === 'chart' &&
        a.columns.count === b.columns.count &&
        isSameLine(a.freshness, b.freshness) &&
        isSameLines(a.title, b.title) &&
        isSameLines(a.lines, b.lines)
      );
    case 'overview':
      return (
        b.kind === 'overview' &&
        a.top === b.top &&
        a.selectedLine === b.selectedLine &&
        isSameLines(a.lines, b.lines) &&
        isSameItems(a.keys ?? [], b.keys ?? []) &&
        isSameTargets(a.targets, b.targets)
      );
  }
};

const isSameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/** There may be thousands. */
const isSameTargets = (a: OverviewContent['targets'], b: OverviewContent['targets']): boolean =>
  a.length === b.length &&
  a.every((target, index) => target?.id === b[index]?.id && target?.kind === b[index]?.kind);

const isSameLines = (a: readonly Line[], b: readonly Line[]): boolean =>
  a === b ||
  (a.length === b.length &&
    a.every((line, index) => {
      const other = b[index];
      return other !== undefined && isSameLine(line, other);
    }));
