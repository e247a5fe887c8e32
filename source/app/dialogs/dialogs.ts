import type {TerminalSize} from '../../terminal/terminal.ts';
import {buttonAt, type DialogContent, layoutDialog} from '../../ui/dialog-layout.ts';
import type {OpenDialog} from './dialog.ts';

/** Rows of the screen that no dialog covers. */
export const rowsAboveDialog = 1;

/** The dialog over the panes: at most one. */
export interface Dialogs {
  /** Null while none is open. */
  open(): OpenDialog | null;
  /** What it shows; null while none is open, or nothing is there to be shown yet. */
  content(): DialogContent | null;
  /** Opens one in the place of the one that is open, which is told so. */
  show(dialog: OpenDialog): void;
  /** Closes this one, if it still is the one that is open. It is not told: it asked for that itself. */
  close(dialog: OpenDialog): void;
  /** Closes whatever is open. */
  dismiss(): void;
  key(key: string, text: string | null): void;
  paste(text: string): void;
  /** A click on a cell of the screen. */
  press(column: number, row: number): void;
  /** Rows that the text moves by. */
  scroll(rows: number): void;
}

export const createDialogs = (parts: {
  /** Of the rows that a dialog may cover. */
  readonly size: () => TerminalSize;
  readonly changed: () => void;
}): Dialogs => {
  let present: OpenDialog | null = null;
  let top = 0;

  const content = (): DialogContent | null => {
    const view = present?.view() ?? null;
    return view === null ? null : {...view, top};
  };
  const scroll = (rows: number) => {
    const shown = content();
    if (shown === null) return;
    const {bodyRows, room} = layoutDialog(shown, parts.size());
    top = Math.max(0, Math.min(top + rows, bodyRows - room));
    parts.changed();
  };
  const page = () => {
    const shown = content();
    return shown === null ? 0 : Math.max(1, layoutDialog(shown, parts.size()).room - 1);
  };
  const isTyping = () => {
    const shown = content();
    return (shown?.inputs ?? []).some(({id}) => id === shown?.selected);
  };
  const scrollBy = (key: string): number | null => {
    switch (key) {
      case 'pagedown':
      case 'ctrl+f':
        return page();
      case 'pageup':
      case 'ctrl+b':
        return -page();
      case 'j':
      case 'down':
        return 1;
      case 'k':
      case 'up':
        return -1;
      case 'g':
      case 'home':
        return -top;
      case 'G':
      case 'end':
        return Number.MAX_SAFE_INTEGER;
      default:
        return null;
    }
  };
  return {
    open: () => present,
    content,
    show(dialog) {
      const before = present;
      present = dialog;
      top = 0;
      if (before !== dialog) before?.dismissed();
      parts.changed();
    },
    close(dialog) {
      if (present !== dialog) return;
      present = null;
      parts.changed();
    },
    dismiss() {
      const before = present;
      present = null;
      before?.dismissed();
      if (before !== null) parts.changed();
    },
    key(key, text) {
      const isPage = key === 'pagedown' || key === 'pageup';
      // A field needs the other ones itself.
      const rows = isPage || !isTyping() ? scrollBy(key) : null;
      if (rows !== null) return scroll(rows);
      present?.key(key, text);
      parts.changed();
    },
    paste(text) {
      present?.paste?.(text);
      parts.changed();
    },
    press(column, row) {
      const shown = content();
      const button =
        shown === null ? null : buttonAt(shown, parts.size(), {column, row: row - rowsAboveDialog});
      if (button === null) return;
      present?.press?.(button);
      parts.changed();
    },
    scroll,
  };
};
