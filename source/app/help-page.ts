import type {Binding, Context} from '../keymap/command.ts';
import {type CommandId, commandGroups, commands} from '../keymap/commands.ts';
import {helpRows} from '../keymap/hints.ts';
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
  for (const group of commandGroups) {
    const inGroup = rows.filter(row => row.group === group);
    if (inGroup.length === 0) continue;
    lines.push([], [{text: group, tone: 'title', bold: true}]);
    for (const row of inGroup) {
      const isDisabled = row.disabledReason !== null;
      lines.push([
        {text: `  ${keysInWords(row)} `.padEnd(keyWidth), tone: isDisabled ? 'keyDisabled' : 'key'},
        {text: row.title.padEnd(titleWidth), tone: isDisabled ? 'muted' : 'text'},
        {text: isDisabled ? `not now: ${row.disabledReason}` : row.palette, tone: 'muted'},
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

/** Sorting takes nearly every capital letter: told as what it is. */
const keysInWords = (row: {readonly command: string; readonly keys: string}): string =>
  row.command === 'list.sort' ? '<shift>+letter' : row.keys;

const filterHelp = [
  ['/web', 'a regular expression over names, images, reasons; capitals count only when used'],
  ['/!web', 'rows that do not match'],
  ['/-l tier=front', 'rows with this label; -l tier for any value'],
  ['/-f wbapi', 'letters in this order, with anything between them'],
] as const;
