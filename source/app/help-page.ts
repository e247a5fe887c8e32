import type {Binding, CommandGroup, Context} from '../keymap/command.ts';
import {type CommandId, commands} from '../keymap/commands.ts';
import {type HelpRow, helpRows} from '../keymap/hints.ts';
import type {Line} from '../ui/span.ts';
import type {Page} from './pages.ts';

const keyWidth = 22;
const titleWidth = 34;

/** Exactly the keys and commands that mean something where the help was opened. */
export const helpPage = (bindings: readonly Binding<CommandId>[], context: Context): Page => {
  const rows = helpRows<CommandId>({bindings, commands}, context);
  const lines: Line[] = [
    [
      {text: 'Keys that mean something here. ', tone: 'text'},
      {text: 'esc closes this page, / searches it.', tone: 'muted'},
    ],
  ];
  for (const group of helpGroups) {
    const inGroup = rows.filter(row => row.group === group);
    if (inGroup.length === 0) continue;
    lines.push([], [{text: group, tone: 'title', bold: true}]);
    for (const row of inGroup) {
      const isDisabled = row.disabledReason !== null;
      lines.push([
        {text: `  ${keysInWords(row)} `.padEnd(keyWidth), tone: isDisabled ? 'keyDisabled' : 'key'},
        {text: row.title.padEnd(titleWidth), tone: isDisabled ? 'muted' : 'text'},
        {
          text: isDisabled ? `not now: ${row.disabledReason}` : row.keys === '' ? '' : row.palette,
          tone: 'muted',
        },
      ]);
    }
  }
  lines.push(
    [],
    [{text: 'filter', tone: 'title', bold: true}],
    ...filterHelp.map(
      ([form, meaning]): Line => [{text: `  ${form}`.padEnd(keyWidth), tone: 'key'}, {text: meaning}],
    ),
  );
  return {title: 'help', lines, sources: []};
};

/** What can be done with the selected row and this pane comes first. */
const helpGroups: readonly CommandGroup[] = ['look', 'act', 'list', 'go to', 'panes', 'move', 'general'];

/** Sorting takes nearly every capital letter: told as what it is. What has no key is called by its name. */
const keysInWords = (row: HelpRow): string => {
  if (row.command === 'list.sort') return '<shift>+letter';
  return row.keys === '' ? row.palette : row.keys;
};

const filterHelp = [
  ['/web', 'a regular expression over names, images, reasons; capitals count only when used'],
  ['/!web', 'rows that do not match'],
  ['/-l tier=front', 'rows with this label; -l tier for any value'],
  ['/-f wbapi', 'letters in this order, with anything between them'],
] as const;
