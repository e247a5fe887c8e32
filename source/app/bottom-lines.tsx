import {Box} from 'ink';
import {useMemo, useRef} from 'react';
import type {Context} from '../keymap/command.ts';
import {commands} from '../keymap/commands.ts';
import {footerHints} from '../keymap/hints.ts';
import {isSame} from '../store/same.ts';
import {Footer} from '../ui/footer.tsx';
import {dropLine, fitLine, lineWidth} from '../ui/line-text.ts';
import {Lines} from '../ui/lines.tsx';
import {Palette} from '../ui/palette.tsx';
import {Prompt} from '../ui/prompt.tsx';
import type {Line, Span} from '../ui/span.ts';
import {stripLines} from './acting/strip-lines.ts';
import type {Console} from './create-console.ts';
import {keyContext} from './key-context.ts';
import {bottomRows, completions, messageLines} from './palette-choice.ts';
import {begunLines} from './rollouts/begun-lines.ts';
import {shownColumns} from './shown-columns.ts';

const levelTones = {info: 'info', warning: 'warning', critical: 'critical'} as const;

/** What stands under the panes: what goes on, and keys, a message, or the line that is being typed. */
export function BottomLines({console, width}: {readonly console: Console; readonly width: number}) {
  const {store} = console.cluster;
  const lines = [
    ...begunLines(console.begun.all(), store, console.nowMs(), width),
    ...stripLines(console.acting.batches.all(), console.nowMs(), width),
  ];
  return (
    <Box flexDirection="column">
      {lines.length > 0 ? <Lines lines={lines} width={width} /> : null}
      <LastLines console={console} width={width} />
    </Box>
  );
}

function LastLines({console, width}: {readonly console: Console; readonly width: number}) {
  const {overlay, message} = console.session.getState();
  const dialog = console.dialogs.open();
  if (dialog !== null) {
    return <Footer hints={dialog.hints()} width={width} status={dialog.status?.() ?? null} />;
  }
  switch (overlay.kind) {
    case 'palette':
      return <PaletteLines console={console} width={width} />;
    case 'filter':
      return <FilterLine console={console} width={width} />;
    case 'columns':
      return <ColumnsLine console={console} index={overlay.index} width={width} />;
    case 'none':
    case 'help':
    case 'settings':
      if (message !== null)
        return (
          <Lines
            lines={messageLines(message.text, width).map(text => [
              {text: ` ${text}`, tone: levelTones[message.level]},
            ])}
            width={width}
          />
        );
      return <KeysLine console={console} width={width} />;
  }
}

function KeysLine({console, width}: {readonly console: Console; readonly width: number}) {
  const {bindings} = console;
  const context = useSameContext(
    keyContext(
      console.session.getState(),
      console.focused(),
      console.paneCount(),
      console.acting.runner.locked(),
    ),
  );
  const hints = useMemo(
    () => footerHints({bindings, commands}, context, width - 1),
    [bindings, context, width],
  );
  return <Footer hints={hints} width={width} />;
}

/** The same object for as long as the keys mean the same, which most keys leave as it is. */
function useSameContext(context: Context): Context {
  const last = useRef(context);
  if (!isSame(last.current, context)) last.current = context;
  return last.current;
}

function PaletteLines({console, width}: {readonly console: Console; readonly width: number}) {
  const {field, chosen} = console.typing.get();
  const rows = bottomRows(console.session.getState(), width);
  const entries = completions(console);
  const items = entries.map((entry, index) => ({
    id: String(index),
    name: `${entry.name} ${entry.argument}`.trimEnd(),
    positions: entry.positions,
    title: entry.title,
    disabledReason: entry.disabledReason === null ? null : `${entry.title}, not now: ${entry.disabledReason}`,
  }));
  const hint = field.text === '' ? 'command, or part of its name; tab chooses, enter runs' : '';
  return (
    <Box flexDirection="column">
      <Palette
        items={items}
        selectedId={String(Math.max(0, chosen))}
        width={width}
        height={rows}
        empty="no command is called so"
      />
      <Prompt label=":" field={field} hint={hint} width={width} />
    </Box>
  );
}

function FilterLine({console, width}: {readonly console: Console; readonly width: number}) {
  const {field} = console.typing.get();
  const content = console.focused();
  const problem = content.kind === 'list' ? content.live.filterProblem : null;
  const hint = field.text === '' ? 'expression, !not, -l label, -f fuzzy; enter keeps, esc undoes' : '';
  return <Prompt label="/" field={field} hint={hint} problem={problem} width={width} />;
}

function ColumnsLine({
  console,
  index,
  width,
}: {
  readonly console: Console;
  readonly index: number;
  readonly width: number;
}) {
  const content = console.focused();
  if (content.kind !== 'list') return null;
  const saved = console.settings().panes[content.live.pane]?.columns ?? [];
  const shown = shownColumns(
    content.live.columns.map(column => column.id),
    saved,
  );
  const names = content.live.columns.map((column, at): Span => {
    const isShown = shown.includes(column.id);
    const text = ` ${at === index ? '▸' : ' '}${isShown ? '[x]' : '[ ]'} ${column.title}`;
    return {text, tone: at === index ? 'accent' : isShown ? 'text' : 'muted', bold: at === index};
  });
  const title: Line = [{text: ' columns', tone: 'title'}];
  const hint: Line = [{text: '  space shows or hides, esc done', tone: 'muted'}];
  const room = width - lineWidth(title) - lineWidth(hint);
  // The column under the cursor stays in view with the one after it.
  const end = lineWidth(names.slice(0, index + 2));
  const line = [...title, ...fitLine(dropLine(names, Math.max(0, end - room + 1)), room), ...hint];
  return <Lines lines={[line]} width={width} />;
}
