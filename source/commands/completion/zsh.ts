import {type CommandLineOption, commandLineOptions} from '../arguments/options.ts';
import {catalogue, optionsOf} from '../catalogue/catalogue.ts';
import {describedKinds} from '../describe/kinds.ts';

/** Completion for zsh, with what each command and option is for. */
export function zshScript(): string {
  const commands = catalogue.map(entry => `    ${quote(`${entry.name}:${entry.summary}`)}`);
  const cases = catalogue.map(
    entry => `    ${[entry.name, ...entry.aliases].join('|')})
      _arguments ${[...optionsOf(entry).map(optionSpec), ...operandSpecs(entry.name)].join(' ')} ;;`,
  );
  const kinds = describedKinds.map(({kind, list}) => `    ${kind}) list=${list} ;;`);
  return `#compdef medianest
# Completion of medianest for zsh: put this into a file named _medianest in a folder of $fpath.
_medianest_commands() {
  local -a commands=(
${commands.join('\n')}
  )
  _describe command commands
}
_medianest_names() {
  local list=''
  case \${words[2]} in
${kinds.join('\n')}
  esac
  [[ -n $list ]] && compadd -- \${(fu)"$(medianest $list --format names --timeout 2 2>/dev/null)"}
}
_medianest_contexts() {
  compadd -- \${(f)"$(medianest contexts --format names 2>/dev/null)"}
}
_medianest() {
  local context state line
  typeset -A opt_args
  _arguments -C ${commandLineOptions
    .filter(option => option.scope === 'global')
    .map(optionSpec)
    .join(' ')} '1: :_medianest_commands' '*:: :->command'
  [[ $state == command ]] || return
  case \${words[1]} in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = _medianest ]; then _medianest "$@"; else compdef _medianest medianest; fi
`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function optionSpec(option: CommandLineOption): string {
  const words = [`--${option.name}`, ...(option.short === undefined ? [] : [`-${option.short}`])];
  const purpose = option.purpose.replaceAll(/[[\]:\\]/g, String.raw`\$&`);
  const star = option.multiple === true ? '*' : '';
  return words.map(word => quote(`${star}${word}[${purpose}]${valueSpec(option)}`)).join(' ');
}

function valueSpec(option: CommandLineOption): string {
  if (option.value === undefined) {
    return '';
  }
  if (option.choices !== undefined) {
    return `:${option.value}:(${option.choices.join(' ')})`;
  }
  const action = option.name === 'context' ? '_medianest_contexts' : option.value === 'FILE' ? '_files' : '';
  return `:${option.value}:${action}`;
}

function operandSpecs(command: string): readonly string[] {
  switch (command) {
    case 'describe':
      return [
        quote(`1:kind:(${describedKinds.map(each => each.kind).join(' ')})`),
        quote('2:name:_medianest_names'),
      ];
    case 'completion':
      return [quote('1:shell:(bash zsh fish)')];
    case 'help':
      return [quote('1: :_medianest_commands')];
    default:
      return [];
  }
}
