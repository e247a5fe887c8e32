import {type CommandLineOption, commandLineOptions} from '../arguments/options.ts';
import {catalogue, optionsOf} from '../catalogue/catalogue.ts';
import {describedKinds} from '../describe/kinds.ts';

/** Completion for fish. */
export function fishScript(): string {
  const names = catalogue.map(entry => entry.name).join(' ');
  const unseen = `not __fish_seen_subcommand_from ${names}`;
  const globals = commandLineOptions.filter(option => option.scope === 'global');
  return `${[
    '# Completion of medianest for fish: medianest completion fish > ~/.config/fish/completions/medianest.fish',
    'complete -c medianest -f',
    ...catalogue.map(
      entry => `complete -c medianest -n '${unseen}' -a ${entry.name} -d ${quote(entry.summary)}`,
    ),
    ...globals.map(option => optionLine(option, null)),
    ...catalogue.flatMap(entry =>
      optionsOf(entry)
        .filter(option => option.scope !== 'global')
        .map(option => optionLine(option, entry.name)),
    ),
    `complete -c medianest -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'`,
    `complete -c medianest -n '__fish_seen_subcommand_from help' -a '${names}'`,
    `complete -c medianest -n '__fish_seen_subcommand_from describe; and not __fish_seen_subcommand_from ${kindNames()}' -a '${kindNames()}'`,
    ...describedKinds.map(
      ({kind, list}) =>
        `complete -c medianest -n '__fish_seen_subcommand_from describe; and __fish_seen_subcommand_from ${kind}' -a '(medianest ${list} --format names --timeout 2 2>/dev/null)'`,
    ),
  ].join('\n')}\n`;
}

const kindNames = () => describedKinds.map(each => each.kind).join(' ');

function quote(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}

function optionLine(option: CommandLineOption, command: string | null): string {
  const when = command === null ? '' : ` -n '__fish_seen_subcommand_from ${command}'`;
  const short = option.short === undefined ? '' : ` -s ${option.short}`;
  return `complete -c medianest${when} -l ${option.name}${short}${valuePart(option)} -d ${quote(option.purpose)}`;
}

function valuePart(option: CommandLineOption): string {
  if (option.value === undefined) {
    return '';
  }
  if (option.choices !== undefined) {
    return ` -x -a '${option.choices.join(' ')}'`;
  }
  if (option.name === 'context') {
    return " -x -a '(medianest contexts --format names 2>/dev/null)'";
  }
  return option.value === 'FILE' ? ' -r -F' : ' -x';
}
