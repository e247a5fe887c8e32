import type {Terminal} from '@xterm/headless';

/** A screen as text and looks. */
export interface Grid {
  readonly columns: number;
  readonly lines: readonly string[];
  readonly looks: Uint32Array;
}

export function cellsOf(terminal: Terminal): Grid {
  const {active} = terminal.buffer;
  const looks = new Uint32Array(terminal.cols * terminal.rows);
  const lines: string[] = [];
  for (let row = 0; row < terminal.rows; row += 1) {
    const line = active.getLine(active.viewportY + row);
    let text = '';
    for (let column = 0; column < terminal.cols; column += 1) {
      const cell = line?.getCell(column);
      text += cell?.getChars().slice(0, 1) || ' ';
      const flags = ((cell?.isBold() ?? 0) > 0 ? 1 : 0) | ((cell?.isInverse() ?? 0) > 0 ? 2 : 0);
      looks[row * terminal.cols + column] = ((cell?.getFgColor() ?? 0) << 2) | flags;
    }
    lines.push(text);
  }
  return {columns: terminal.cols, lines, looks};
}

/**
 * The least that a frame could cost: its characters and looks are drawn into cells, the cells are compared with those of
 * the frame before, and the changed ones are written in one string. Each sample is one frame from either screen to the other.
 */
export function diffCosts(first: Grid, second: Grid, warmUp: number, frames: number): number[] {
  const length = first.looks.length;
  const next = {characters: new Uint32Array(length), looks: new Uint32Array(length)};
  const shown = {characters: new Uint32Array(length), looks: new Uint32Array(length)};
  const samples: number[] = [];
  let written = 0;
  for (let frame = 0; frame < warmUp + frames; frame += 1) {
    const startedMs = performance.now();
    draw(frame % 2 === 0 ? first : second, next.characters, next.looks);
    written += difference(next, shown, first.columns).length;
    shown.characters.set(next.characters);
    shown.looks.set(next.looks);
    samples.push(performance.now() - startedMs);
  }
  if (written === 0) throw new Error('nothing was written');
  return samples.slice(warmUp);
}

function draw({lines, looks, columns}: Grid, characters: Uint32Array, nextLooks: Uint32Array): void {
  for (const [row, line] of lines.entries())
    for (let column = 0; column < columns; column += 1)
      characters[row * columns + column] = line.charCodeAt(column);
  nextLooks.set(looks);
}

interface Cells {
  readonly characters: Uint32Array;
  readonly looks: Uint32Array;
}

function difference(next: Cells, shown: Cells, columns: number): string {
  let text = '';
  let look = -1;
  let at = -1;
  for (let cell = 0; cell < next.looks.length; cell += 1) {
    if (next.characters[cell] === shown.characters[cell] && next.looks[cell] === shown.looks[cell]) continue;
    if (at !== cell) text += `\x1b[${Math.floor(cell / columns) + 1};${(cell % columns) + 1}H`;
    const nextLook = next.looks[cell] ?? 0;
    if (nextLook !== look) text += `\x1b[0;38;5;${(nextLook >> 2) & 255}m`;
    look = nextLook;
    text += String.fromCharCode(next.characters[cell] ?? 32);
    at = cell + 1;
  }
  return text === '' ? '' : `\x1b[?2026h${text}\x1b[0m\x1b[?2026l`;
}
