import type {DialogContent} from '../../ui/dialog-layout.ts';
import type {KeyHint} from '../../ui/footer.tsx';

/** Something over the panes that has all keys until it is closed. Scrolling is done for it. */
export interface OpenDialog {
  /** What it shows now; null: nothing yet, the footer alone tells. */
  view(): Omit<DialogContent, 'top'> | null;
  /** For the footer. */
  hints(): readonly KeyHint[];
  /** In place of the hints: what is going on. */
  status?(): string | null;
  /** `text` is what the key types. */
  key(key: string, text: string | null): void;
  paste?(text: string): void;
  /** A click on a button. */
  press?(button: string): void;
  /** It was taken away by something else: another dialog, another swarm. */
  dismissed(): void;
}

/** A key in the footer of a dialog. */
export const hint = (keys: string, title: string): KeyHint => ({keys, title, disabledReason: null});
