import {commandLineOptions, flagName} from './options.ts';

/**
 * Joins options to their values (`--filter`, `-l tier=web` → `--filter=-l tier=web`), so that a value may begin with a
 * dash as it may in the docker CLI. What follows `--` is left alone.
 */
function bindValues(argv: readonly string[]): readonly string[] {
  const valued = new Set(
    commandLineOptions
      .filter(option => option.value !== undefined)
      .flatMap(option => [`--${option.name}`, ...(option.short === undefined ? [] : [`-${option.short}`])]),
  );
  const bound: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    const next = argv[index + 1];
    if (word === '--') {
      return [...bound, ...argv.slice(index)];
    }
    if (valued.has(word)) {
      // Nothing behind it becomes a blank, which is refused later by name; an empty value counts as not given.
      bound.push(`${word}=${next ?? ' '}`);
      index += 1;
    } else {
      bound.push(word);
    }
  }
  return bound;
}

/** How the parser is told of an option. */
interface ParserFlag {
  readonly type: 'boolean' | 'string';
  readonly shortFlag?: string;
  readonly isMultiple: boolean;
}

/** By camelCased name, without the `no-` that turns an option off. */
function parserFlags(): Record<string, ParserFlag> {
  return Object.fromEntries(
    commandLineOptions.map(option => [
      flagName(option.name),
      {
        type: option.value === undefined ? 'boolean' : 'string',
        ...(option.short === undefined ? {} : {shortFlag: option.short}),
        // Every value is read as a list: the last of several counts, as with the docker CLI, where one is wanted.
        isMultiple: option.value !== undefined,
      },
    ]),
  );
}

/** All that meow is told, but where it stands. What it makes of the words is checked by `readArguments`. */
export function parserOptions(argv: readonly string[], version: string) {
  return {
    argv: bindValues(argv),
    flags: parserFlags(),
    // Given, because looking for a package.json upwards costs time and may find another program's.
    pkg: {name: 'medianest', version},
    help: false,
    autoHelp: false,
    autoVersion: false,
    allowUnknownFlags: true,
    // A switch that was not given is absent, not false: `--no-trunc` is `trunc: false`.
    booleanDefault: undefined,
  } as const;
}
