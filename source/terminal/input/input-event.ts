/** What a person did, decoded from the bytes which the terminal sent. */
export type InputEvent =
  /** `key` is its name, e.g. `d`, `D`, `ctrl+r`, `shift+tab`; `text` what it types into a text field, if anything. */
  | {readonly kind: 'key'; readonly key: string; readonly text: string | null}
  /** The whole of a bracketed paste, line ends as `\n`. Not sanitised. */
  | {readonly kind: 'paste'; readonly text: string}
  /** Cells count from 0 at the top left. */
  | {
      readonly kind: 'mouse';
      readonly action: 'press' | 'release' | 'drag' | 'wheel-up' | 'wheel-down';
      readonly button: 'left' | 'middle' | 'right' | 'none';
      readonly column: number;
      readonly row: number;
    };
