import type {InputEvent} from './input-event.ts';

type MouseEvent = Extract<InputEvent, {kind: 'mouse'}>;

const buttons = ['left', 'middle', 'right', 'none'] as const;

/** A report of xterm's button code; cells count from 1, as they are sent. Horizontal wheels give nothing. */
function mouseEvent(code: number, column: number, row: number, isRelease: boolean): MouseEvent[] {
  const position = {column: column - 1, row: row - 1};
  if (code & 64) {
    const action = code & 1 ? 'wheel-down' : 'wheel-up';
    return (code & 2) === 0 ? [{kind: 'mouse', action, button: 'none', ...position}] : [];
  }
  const button = buttons[code & 3] ?? 'none';
  const action = code & 32 ? 'drag' : isRelease ? 'release' : 'press';
  return [{kind: 'mouse', action, button, ...position}];
}

/** `CSI < code ; column ; row M` or `m` (mode 1006). */
export function decodeSgrMouse(parameters: string, final: string): MouseEvent[] {
  const [code = 0, column = 1, row = 1] = parameters.slice(1).split(';').map(Number);
  return mouseEvent(code, column, row, final !== 'M');
}

/** Characters of `CSI M code column row`, what terminals send that don't know mode 1006: each 32 above its value. */
export const plainMouseLength = 6;

/** Beyond column 95 the bytes are no UTF-8 any more: such a report is taken, and tells nothing. */
export function decodePlainMouse(sequence: string): MouseEvent[] {
  const [code = 0, column = 0, row = 0] = [3, 4, 5].map(index => sequence.charCodeAt(index) - 32);
  if ([code, column, row].some(value => value < 0 || value > 223) || column === 0 || row === 0) return [];
  const isRelease = (code & 3) === 3 && (code & 96) === 0;
  return mouseEvent(code, column, row, isRelease);
}
