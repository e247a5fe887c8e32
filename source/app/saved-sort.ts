import type {Settings} from '../config/settings.ts';

/** The order that was kept for a pane; null: its own. */
export const savedSort = (
  settings: Settings,
  pane: string,
): {readonly id: string; readonly descending: boolean} | null => {
  const saved = settings.panes[pane]?.sort;
  return saved === undefined || saved === null ? null : {id: saved.column, descending: saved.descending};
};
