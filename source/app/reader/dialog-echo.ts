import type {Terminal} from '../../terminal/terminal.ts';
import type {DialogContent} from '../../ui/dialog-layout.ts';
import {batchLine} from '../acting/strip-lines.ts';
import type {Console} from '../create-console.ts';
import type {OpenDialog} from '../dialogs/dialog.ts';
import {lineChanges} from './changes-in-words.ts';
import {bodyInWords, noteInWords, selectedInWords, typedInWords} from './dialog-in-words.ts';
import {indentedInWords} from './row-in-words.ts';

/** Lines of a dialog that are told at once. */
const mostLines = 200;

/** What was told of the dialog that is open. */
interface Told {
  readonly dialog: OpenDialog;
  readonly body: readonly string[];
  readonly note: string;
  /** What has the keys. */
  readonly selected: string;
}

/** Tells dialogs to a screen reader: whole when they open, then what changed in them, and what is typed as it is typed. */
export function createDialogEcho(console: Console, terminal: Pick<Terminal, 'say' | 'echo'>) {
  let told: Told | null = null;
  /** What stands on the line that is not ended yet; null: none is. */
  let typed: {readonly label: string; readonly text: string} | null = null;

  const say = (lines: readonly string[]) => {
    if (lines.length === 0) return;
    if (typed !== null) terminal.say(['']);
    typed = null;
    terminal.say(lines);
  };
  const tellTyped = (content: DialogContent) => {
    const present = typedInWords(content);
    if (present === null) return;
    const isOn = typed?.label === present.label && present.text.startsWith(typed.text);
    if (typed !== null && !isOn) terminal.say(['']);
    terminal.echo(isOn ? present.text.slice(typed?.text.length) : present.label + present.text);
    typed = present;
  };
  const tellContent = (dialog: OpenDialog, content: DialogContent) => {
    const now: Told = {
      dialog,
      body: bodyInWords(content),
      note: noteInWords(content),
      // A field is not told again with every letter: that is echoed.
      selected: typedInWords(content) === null ? selectedInWords(content) : content.selected,
    };
    const before = told?.dialog === dialog ? told : null;
    say([
      ...(before === null ? [`dialog: ${content.title}`] : []),
      ...(before === null ? now.body.slice(0, mostLines) : lineChanges(before.body, now.body, mostLines)),
      ...(now.note === '' || now.note === before?.note ? [] : [now.note]),
      ...(now.selected === before?.selected ? [] : [selectedInWords(content)]),
    ]);
    told = now;
    tellTyped(content);
  };

  return {
    isOpen: () => told !== null,
    /** Whether one is open of which nothing was told yet. */
    isNew: () => console.dialogs.content() !== null && console.dialogs.open() !== told?.dialog,
    tell() {
      const dialog = console.dialogs.open();
      const content = console.dialogs.content();
      if (dialog !== null && content !== null) tellContent(dialog, content);
      else if (told !== null) {
        say(['closed']);
        told = null;
      }
    },
  };
}

/** Tells how actions ended that nobody looks at. */
export function createEndEcho(console: Console, terminal: Pick<Terminal, 'say'>) {
  const told = new Set<number>();
  return {
    tell(isSeen: boolean) {
      const ended = console.acting.batches.all().filter(({endedMs}) => endedMs !== null);
      const unheard = ended.filter(({id}) => !told.has(id));
      for (const {id} of unheard) told.add(id);
      if (!isSeen)
        terminal.say(unheard.map(batch => indentedInWords(batchLine(batch, console.nowMs())).trim()));
    },
  };
}
