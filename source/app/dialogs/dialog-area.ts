import type {TerminalSize} from '../../terminal/terminal.ts';
import {footerHeight} from '../mouse.ts';
import {rowsAboveDialog} from './dialogs.ts';

/** The first row stays free, for what the swarm is like, and the last one, for the keys of the dialog. */
export const dialogArea = ({columns, rows}: TerminalSize): TerminalSize => ({
  columns,
  rows: rows - footerHeight - rowsAboveDialog,
});
