import {commandLineOptions} from '../arguments/options.ts';
import {catalogue, optionsOf} from '../catalogue/catalogue.ts';
import {describedKinds} from '../describe/kinds.ts';

/** Completion for bash: commands, their options, values that are known, and names of objects asked from the engine. */
export function bashScript(): string {
  const names = catalogue.map(entry => entry.name).join(' ');
  const optionCases = catalogue.map(
    entry => `    ${[entry.name, ...entry.aliases].join('|')}) options='${longOptions(optionsOf(entry))}' ;;`,
  );
  const valueCases = commandLineOptions
    .filter(option => option.value !== undefined)
    .map(option => {
      const words = [`--${option.name}`, ...(option.short === undefined ? [] : [`-${option.short}`])];
      return `    ${words.join('|')}) ${valueCompletion(option.name, option.value, option.choices)}; return ;;`;
    });
  const listCases = describedKinds.map(({kind, list}) => `    ${kind}) list=${list} ;;`);
  return `# Completion of medianest for bash: source <(medianest completion bash)
_medianest() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  local command='' operands=() options='' list='' word index
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    case $word in
    ${valuedWords().join('|')}) ((index++)) ;;
    -*) ;;
    *) if [ -z "$command" ]; then command=$word; else operands+=("$word"); fi ;;
    esac
  done
  case $previous in
${valueCases.join('\n')}
  esac
  case $command in
${optionCases.join('\n')}
    *) options='${longOptions(commandLineOptions.filter(option => option.scope === 'global'))}' ;;
  esac
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
    return
  fi
  case $command:\${#operands[@]} in
    :0) COMPREPLY=($(compgen -W '${names}' -- "$current")) ;;
    help:0) COMPREPLY=($(compgen -W '${names}' -- "$current")) ;;
    completion:0) COMPREPLY=($(compgen -W 'bash zsh fish' -- "$current")) ;;
    describe:0|inspect:0) COMPREPLY=($(compgen -W '${describedKinds.map(each => each.kind).join(' ')}' -- "$current")) ;;
    describe:1|inspect:1)
      case \${operands[0]} in
${listCases.map(line => `    ${line}`).join('\n')}
      esac
      [ -n "$list" ] && COMPREPLY=($(compgen -W "$(medianest $list --format names --timeout 2 2>/dev/null | sort -u)" -- "$current"))
      ;;
  esac
}
complete -F _medianest medianest
`;
}

const longOptions = (options: readonly {readonly name: string}[]) =>
  options.map(option => `--${option.name}`).join(' ');

const valuedWords = () =>
  commandLineOptions
    .filter(option => option.value !== undefined)
    .flatMap(option => [`--${option.name}`, ...(option.short === undefined ? [] : [`-${option.short}`])]);

function valueCompletion(
  name: string,
  value: string | undefined,
  choices: readonly string[] | undefined,
): string {
  if (choices !== undefined) {
    return `COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$current"))`;
  }
  if (name === 'context') {
    return 'COMPREPLY=($(compgen -W "$(medianest contexts --format names 2>/dev/null)" -- "$current"))';
  }
  return value === 'FILE' ? 'COMPREPLY=($(compgen -f -- "$current"))' : 'COMPREPLY=()';
}
