import {Box} from 'ink';
import {useSyncExternalStore} from 'react';
import {useInputEvents, useTerminalSize} from '../terminal/terminal-context.tsx';
import {Dialog} from '../ui/dialog.tsx';
import {Header} from '../ui/header.tsx';
import {Lines} from '../ui/lines.tsx';
import {ThemeProvider} from '../ui/theme-provider.tsx';
import {BottomLines} from './bottom-lines.tsx';
import type {PanelContent} from './console-model.ts';
import type {Console} from './create-console.ts';
import {dialogArea} from './dialogs/dialog-area.ts';
import {rowsAboveDialog} from './dialogs/dialogs.ts';
import {handleInput} from './keys.ts';
import {PanelView} from './panel-view.tsx';
import {smallest, tooSmallLines} from './too-small.ts';

/** The whole screen. */
export function Root({console}: {readonly console: Console}) {
  useSyncExternalStore(console.subscribe, console.version);
  const {columns, rows} = useTerminalSize();
  const isTooSmall = columns < smallest.columns || rows < smallest.rows;
  useInputEvents(event => {
    // What cannot be seen must not be done.
    if (!isTooSmall) handleInput(console, event);
    else if (event.kind === 'key' && event.key === 'ctrl+c') console.quit();
  });
  return (
    <ThemeProvider theme={console.look()}>
      {isTooSmall ? (
        <TooSmall columns={columns} rows={rows} />
      ) : (
        <Screen console={console} columns={columns} rows={rows} />
      )}
    </ThemeProvider>
  );
}

function TooSmall({columns, rows}: {readonly columns: number; readonly rows: number}) {
  return <Lines lines={tooSmallLines(columns, rows)} width={columns} height={rows} />;
}

function Screen({
  console,
  columns,
  rows,
}: {
  readonly console: Console;
  readonly columns: number;
  readonly rows: number;
}) {
  const contents = console.contents();
  const focused = console.focused();
  const dialog = console.dialogs.content();
  const [main, ...side] = contents;
  if (main === undefined) return null;
  const view = (content: PanelContent, key: string) => (
    <PanelView key={key} content={content} focused={content === focused} />
  );
  return (
    <Box flexDirection="column">
      <Header rows={console.header()} width={columns} />
      {view(main, main.panel.key)}
      {side.length > 0 ? (
        <Box>{side.map((content, index) => view(content, sideKey(content, index)))}</Box>
      ) : null}
      <BottomLines console={console} width={columns} />
      {dialog === null ? null : (
        <Dialog {...dialog} {...dialogArea({columns, rows})} rowsAbove={rowsAboveDialog} />
      )}
    </Box>
  );
}

/** Another object in the same place changes what a pane beside shows, and not the pane: its columns stay, nothing is laid out anew. */
const sideKey = (content: PanelContent, index: number): string =>
  `${index}:${content.kind === 'list' ? content.live.pane : content.kind}`;
