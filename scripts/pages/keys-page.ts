import {bindings} from '../../source/keymap/bindings.ts';
import type {Command, When} from '../../source/keymap/command.ts';
import {commandGroups, commands} from '../../source/keymap/commands.ts';
import {code, madeBy, page, table} from './markdown.ts';

const modes: Readonly<Record<string, string>> = {list: 'lists', overview: 'the overview', text: 'text views'};

const joined = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** A condition in words. */
function inWords(when: When): string {
  if ('not' in when) {
    return `not ${inWords(when.not)}`;
  }
  if ('all' in when) {
    // A kind is only ever selected in a list: to say both would say one thing twice.
    const parts = when.all.map(inWords);
    return parts.filter(part => part !== 'in lists and the overview' || parts.length === 1).join(', ');
  }
  if ('any' in when) {
    const lists = when.any.flatMap(part => ('key' in part && part.key === 'mode' ? part.in : []));
    const rest = when.any.filter(part => !('key' in part && part.key === 'mode'));
    return [...(lists.length === 0 ? [] : [modeWords(lists)]), ...rest.map(inWords)].join('; ');
  }
  if (when.key === 'mode') {
    return modeWords(when.in);
  }
  return when.key === 'kind'
    ? `on ${joined(when.in.map(kind => `a ${kind}`)).replace(/ and (?=[^,]*$)/, ' or ')}`
    : `${when.key}: ${when.in.join(', ')}`;
}

const modeWords = (names: readonly string[]) =>
  ['list', 'overview', 'text'].every(mode => names.includes(mode))
    ? 'everywhere'
    : `in ${joined(names.map(name => modes[name] ?? name))}`;

/** A key as a person reads it on the keyboard. */
function keyWords(key: string): string {
  return code(/^[A-Z]$/.test(key) ? `shift+${key.toLowerCase()}` : key);
}

function rowsOf(command: Command): readonly (readonly string[])[] {
  const names = (command.names ?? []).map(name => `:${name}`).join(' ');
  const palette =
    names === '' ? '' : code(`${names}${command.argument === undefined ? '' : ` [${command.argument}]`}`);
  const own = bindings.filter(binding => binding.command === command.id);
  if (own.length === 0) {
    return [
      [
        '',
        command.title,
        palette,
        command.when === undefined ? 'everywhere' : inWords(command.when),
        code(command.id),
      ],
    ];
  }
  return own.map(binding => {
    const when = binding.when ?? command.when;
    const keys = binding.keys.length > 12 ? '`shift` and a letter' : binding.keys.map(keyWords).join(' ');
    return [
      keys,
      command.title,
      palette,
      when === undefined ? 'everywhere' : inWords(when),
      code(command.id),
    ];
  });
}

/** docs/keys.md. */
export function keysPage(): string {
  const groups = commandGroups.map(group => {
    const rows = commands.filter(command => command.group === group).flatMap(rowsOf);
    const title = `## ${group[0]?.toUpperCase()}${group.slice(1)}`;
    return `${title}\n\n${table(['Key', 'What it does', 'Palette', 'Where', 'Command'], rows)}`;
  });
  return page(
    madeBy,
    '# Keys',
    'A k9s user is at home. `?` shows exactly the keys that work at the moment; `:` takes the names of the palette, with completion. No key that some terminals swallow is the only way to anything.',
    'The ids in the last column are the names for `keys` in the [settings](configuration.md): `{"keys": {"app.refresh": ["f5"]}}`.',
    ...groups,
  );
}
