import type {Timers} from '../../terminal/frame-clock.ts';
import type {Terminal} from '../../terminal/terminal.ts';
import type {PanelContent} from '../console-model.ts';
import type {Console} from '../create-console.ts';
import {handleInput} from '../keys.ts';
import {completions} from '../palette-choice.ts';
import {lineChanges, rowChanges, type ToldRow} from './changes-in-words.ts';
import {createDialogEcho, createEndEcho} from './dialog-echo.ts';
import {linesInWords, selectionInWords, swarmInWords, titleInWords, toldRows} from './page-in-words.ts';

/** Changes that nobody asked for are told together, not more often than a voice can follow. */
const changesEveryMs = 1500;

/** Lines of a page that are told at once; `G` and `g` lead to the rest. */
const mostLines = 200;

/** What was told last, so that only what is new is told next. */
interface Told {
  readonly page: string;
  readonly title: string;
  readonly selection: string | null;
  readonly rows: ReadonlyMap<string, ToldRow>;
  readonly lines: readonly string[];
  readonly swarm: string;
}

const pageOf = (content: PanelContent): string =>
  content.kind === 'text' ? `${content.panel.key}:${content.title}` : content.panel.key;

/** Identity of the selection: it is told when it moves, not when its row changes. */
const selectionOf = (content: PanelContent): string | null => {
  switch (content.kind) {
    case 'text':
      return String(content.state.top);
    // Lines of a log are told as they come.
    case 'log':
    case 'chart':
      return null;
    case 'list':
      return content.selectedKey;
    case 'overview':
      return content.state.selectedKey;
  }
};

export interface ReaderParts {
  readonly console: Console;
  readonly terminal: Pick<Terminal, 'onInput' | 'say' | 'echo'>;
  readonly timers: Timers;
}

/**
 * The console for a screen reader: the same keys, and instead of a screen lines that are written once and stay. A page is
 * told when it opens, a row when it is selected, a change when it happens.
 */
export function startReader({console, terminal, timers}: ReaderParts): () => void {
  const {store} = console.cluster;
  const typing = createTypingEcho(console, terminal);
  const dialogs = createDialogEcho(console, terminal);
  const ends = createEndEcho(console, terminal);
  let told: Told | null = null;
  let message: string | null = null;
  let cancel: (() => void) | null = null;

  const tellMessage = () => {
    const present = console.session.getState().message?.text ?? null;
    if (present !== null && present !== message) terminal.say([present]);
    message = present;
  };
  const tellDialogs = () => {
    dialogs.tell();
    ends.tell(dialogs.isOpen());
  };
  const tellPage = (content: PanelContent): void => {
    const lines = linesInWords(content);
    const rest = lines.length - mostLines;
    terminal.say([
      titleInWords(content, store),
      ...lines.slice(0, mostLines).filter(line => line !== ''),
      ...(rest > 0 ? [`and ${rest} more lines`] : []),
      ...(content.kind === 'list' && content.live.count > 0
        ? [selectionInWords(content, console.nowMs())]
        : []),
    ]);
  };
  const tellMove = (content: PanelContent, before: Told): void => {
    if (selectionOf(content) === before.selection) return;
    const words =
      content.kind === 'text'
        ? (linesInWords(content)[content.state.top] ?? '')
        : selectionInWords(content, console.nowMs());
    if (words !== '') terminal.say([words]);
  };
  const remember = (content: PanelContent, before: Told | null, withChanges: boolean): Told => ({
    page: pageOf(content),
    title: titleInWords(content, store),
    selection: selectionOf(content),
    rows: withChanges || before === null ? toldRows(content, console.nowMs()) : before.rows,
    lines: withChanges || before === null ? linesInWords(content) : before.lines,
    swarm: withChanges || before === null ? swarmInWords(store) : before.swarm,
  });
  /** What a key brought about; it is told at once. */
  const tellAnswer = () => {
    typing.tell();
    tellDialogs();
    tellMessage();
    if (typing.isOpen() || dialogs.isOpen()) return;
    const content = console.focused();
    const before = told;
    const isOther = before === null || before.page !== pageOf(content);
    const isArranged = before?.title !== titleInWords(content, store);
    if (isOther) tellPage(content);
    else if (isArranged)
      terminal.say(
        [titleInWords(content, store), selectionInWords(content, console.nowMs())].filter(
          words => words !== '',
        ),
      );
    else tellMove(content, before);
    told = remember(content, before, isOther || isArranged);
  };
  const expectChanges = () => {
    cancel ??= timers.after(changesEveryMs, () => tellChanges());
  };
  /** What happened by itself. */
  const tellChanges = () => {
    cancel = null;
    // Nobody is interrupted while typing.
    if (typing.isOpen()) return expectChanges();
    tellDialogs();
    tellMessage();
    if (dialogs.isOpen()) return;
    const content = console.focused();
    const before = told;
    if (before === null || before.page !== pageOf(content)) return tellAnswer();
    const swarm = swarmInWords(store);
    const titles = content.kind === 'list' ? content.live.columns.map(column => column.title) : [];
    terminal.say([
      ...(swarm === before.swarm ? [] : [`swarm: ${swarm}`]),
      ...rowChanges(before.rows, toldRows(content, console.nowMs()), titles),
      ...lineChanges(before.lines, linesInWords(content), mostLines),
    ]);
    told = remember(content, before, true);
  };

  const stopInput = terminal.onInput(event => {
    handleInput(console, event);
    tellAnswer();
  });
  // A voice tells of rows beyond the edge of the screen, too.
  const stops = [
    // A dialog is the answer to a key, even where it had to be thought about.
    console.subscribe(() => (dialogs.isNew() ? tellAnswer() : expectChanges())),
    store.onChange(expectChanges),
  ];
  terminal.say([
    'MediaNest, as plain lines for a screen reader.',
    'Colon asks for a command, question mark lists the keys, control C leaves.',
    `swarm: ${swarmInWords(store)}`,
  ]);
  tellAnswer();
  return () => {
    stopInput();
    for (const stop of stops) stop();
    cancel?.();
  };
}

const labels = {palette: 'command: ', filter: 'filter: '} as const;

/** What is being typed: written on behind what is there, as a shell does; anew on a line of its own when it was edited. */
function createTypingEcho(console: Console, terminal: Pick<Terminal, 'say' | 'echo'>) {
  let open: 'palette' | 'filter' | null = null;
  let shown = '';
  let chosen = -1;
  return {
    isOpen: () => open !== null,
    tell() {
      const {kind} = console.session.getState().overlay;
      const present = kind === 'palette' || kind === 'filter' ? kind : null;
      const typing = console.typing.get();
      if (present !== open) {
        if (open !== null) terminal.say(['']);
        if (present !== null) terminal.echo(labels[present]);
        shown = '';
        chosen = -1;
        open = present;
      }
      if (present === null) return;
      const {text} = typing.field;
      if (text.startsWith(shown)) terminal.echo(text.slice(shown.length));
      else {
        terminal.say(['']);
        terminal.echo(labels[present] + text);
      }
      shown = text;
      if (typing.chosen !== chosen && typing.chosen >= 0) {
        const entry = completions(console)[typing.chosen];
        if (entry !== undefined) {
          terminal.say(['', `${`${entry.name} ${entry.argument}`.trimEnd()}: ${entry.title}`]);
          terminal.echo(labels[present] + text);
        }
      }
      chosen = typing.chosen;
    },
  };
}
