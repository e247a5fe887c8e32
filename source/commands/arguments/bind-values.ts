import {commandLineOptions} from './options.ts';

/**
 * Joins options to their values (`--filter`, `-l tier=web` → `--filter=-l tier=web`), so that a value may begin with a
 * dash as it may in the docker CLI. What follows `--` is left alone.
 */
export function bindValues(argv: readonly string[]): readonly string[] {
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
    if (valued.has(word) && next !== undefined) {
      bound.push(`${word}=${next}`);
      index += 1;
    } else {
      bound.push(word);
    }
  }
  return bound;
}

/** The options as the parser wants them declared: by camelCased name, without the `no-` that turns them off. */
export function parserFlags(): Record<string, ParserFlag> {
  return Object.fromEntries(
    commandLineOptions.map(option => [
      option.name.replace(/^no-/, ''),
      {
        type: option.value === undefined ? 'boolean' : 'string',
        ...(option.short === undefined ? {} : {shortFlag: option.short}),
        // Every value is read as a list: the last of several counts, as with the docker CLI, where one is wanted.
        isMultiple: option.value !== undefined,
      },
    ]),
  );
}

/** How the parser is told of an option. */
export interface ParserFlag {
  readonly type: 'boolean' | 'string';
  readonly shortFlag?: string;
  readonly isMultiple: boolean;
}
