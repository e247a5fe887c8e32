import {Terminal as Xterm} from '@xterm/headless';
import {renderToString} from 'ink';
import type {ReactNode} from 'react';
import {cellsInWords, readScreen} from './emulated-screen.ts';

/** What stock Ink makes of an element, on an emulated terminal of its own, in words. */
export async function stockCells(
  node: ReactNode,
  {columns, rows}: {readonly columns: number; readonly rows: number},
): Promise<readonly string[]> {
  const emulator = new Xterm({cols: columns, rows, allowProposedApi: true, convertEol: true});
  const frame = renderToString(node, {columns}).split('\n').slice(0, rows).join('\n');
  await new Promise<void>(resolve => emulator.write(`\x1b[?7l${frame}`, resolve));
  const cells = cellsInWords(readScreen(emulator), columns, rows);
  emulator.dispose();
  return cells;
}
