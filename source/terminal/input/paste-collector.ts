export const pasteStart = '\x1b[200~';
const pasteEnd = '\x1b[201~';

/** UTF-16 units; a longer paste is handed on in pieces, so that a lost end marker does not hoard memory. */
const longestPaste = 1_000_000;

/** Ctrl-C alone, in either form: the way out of a paste whose end never came. */
const wayOut = /^(?:\x03|\x1b\[99;5u)$/;

/** `text` is null while there is nothing to hand on; `rest` was typed after the paste. */
interface Taken {
  readonly text: string | null;
  readonly rest: string;
}

/** The text between the two markers of a bracketed paste, in whatever pieces it comes. */
export interface PasteCollector {
  readonly isOpen: boolean;
  /** Begins a paste with what came in the same piece as its marker. */
  open(text: string): Taken;
  /** Takes the next piece. */
  take(chunk: string): Taken;
  /** Forgets a paste that will not be finished. */
  drop(): void;
}

/**
 * An end marker within the text that is pasted would let the rest of it act as keys. Terminals remove it; where one
 * does not, all that arrived together up to the last end marker belongs to the paste.
 */
function endOfPaste(text: string): number {
  const next = text.indexOf(pasteStart);
  const end = text.lastIndexOf(pasteEnd, next < 0 ? text.length : next);
  return end >= 0 ? end : text.indexOf(pasteEnd);
}

export function createPasteCollector(): PasteCollector {
  let pieces: string[] | null = null;
  let length = 0;
  let tail = '';

  const finish = (): string => {
    const text = (pieces ?? []).join('').replaceAll(pasteEnd, '').replace(/\r\n?/g, '\n');
    pieces = null;
    return text;
  };
  const collect = (chunk: string): Taken => {
    const fresh = tail + chunk;
    const end = endOfPaste(fresh);
    if (end >= 0) {
      pieces?.push(fresh.slice(0, end));
      return {text: finish(), rest: fresh.slice(end + pasteEnd.length)};
    }
    // The end marker may be torn: its beginning waits for the next piece.
    const kept = Math.max(0, fresh.length - pasteEnd.length + 1);
    pieces?.push(fresh.slice(0, kept));
    tail = fresh.slice(kept);
    length += kept;
    if (length < longestPaste) return {text: null, rest: ''};
    const text = finish();
    pieces = [];
    length = 0;
    return {text, rest: ''};
  };

  return {
    get isOpen() {
      return pieces !== null;
    },
    open(text) {
      pieces = [];
      length = 0;
      tail = '';
      return collect(text);
    },
    take: chunk => (wayOut.test(chunk) ? {text: finish() + tail, rest: chunk} : collect(chunk)),
    drop() {
      pieces = null;
    },
  };
}
