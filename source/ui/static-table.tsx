import {renderToString, Text} from 'ink';
import {Table} from 'ink-table';
import type {PropsWithChildren} from 'react';

const Plain = ({children}: PropsWithChildren) => <Text>{children}</Text>;

/** A small framed table as text, for the output of a command: at most some twenty rows, for every cell is laid out. */
export const staticTable = (
  rows: readonly Readonly<Record<string, string | number>>[],
  columns: number,
): string =>
  renderToString(<Table data={rows.map(row => ({...row}))} header={Plain} cell={Plain} skeleton={Plain} />, {
    columns,
  });
