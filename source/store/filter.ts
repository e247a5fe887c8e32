/** What a filter looks at: the texts that a person sees of a row, and its labels. */
interface FilterSubject {
  readonly text: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** A filter as typed, understood. */
export interface Filter {
  /** Nothing is filtered. */
  readonly isEmpty: boolean;
  readonly matches: (subject: FilterSubject) => boolean;
  /** Why it is not what was meant, e.g. a regular expression that is not finished; null when it is. */
  readonly problem: string | null;
  /** Finds what a regular expression or plain text matches, to be marked on the screen; null for the other forms. */
  readonly highlight: RegExp | null;
}

type Match = (subject: FilterSubject) => boolean;

/**
 * Understands the filter language: a regular expression, `!` before it for all others, `-l key=value` for labels, `-f` for
 * letters in this order. Case counts only where capitals are used.
 */
export function parseFilter(typed: string): Filter {
  const text = typed.trim();
  const isInverse = text.startsWith('!');
  const body = isInverse ? text.slice(1).trimStart() : text;
  if (body === '') return {isEmpty: true, matches: () => true, problem: null, highlight: null};
  const {match, problem, highlight} = parseBody(body);
  return {
    isEmpty: false,
    matches: isInverse ? subject => !match(subject) : match,
    problem,
    highlight: isInverse ? null : highlight,
  };
}

interface Parsed {
  readonly match: Match;
  readonly problem: string | null;
  readonly highlight: RegExp | null;
}

const everything: Match = () => true;

function parseBody(body: string): Parsed {
  const option = /^-([lf])(?:\s+(.*))?$/s.exec(body);
  if (option === null) return parsePattern(body);
  const [, letter, rest = ''] = option;
  if (letter === 'l') return parseLabels(rest);
  const letters = rest.replaceAll(/\s+/g, '');
  if (letters === '') return {match: everything, problem: 'letters are missing after -f', highlight: null};
  const fits = fuzzy(letters);
  return {match: ({text}) => text.some(fits), problem: null, highlight: null};
}

function parsePattern(pattern: string): Parsed {
  const flags = hasCapitals(pattern) ? 'u' : 'iu';
  const {expression, problem} = compile(pattern, flags);
  return {match: ({text}) => text.some(part => expression.test(part)), problem, highlight: expression};
}

/** A broken expression is taken as plain text: while one types, most expressions are broken for a moment. */
function compile(
  pattern: string,
  flags: string,
): {readonly expression: RegExp; readonly problem: string | null} {
  try {
    return {expression: new RegExp(pattern, flags), problem: null};
  } catch (error) {
    const escaped = pattern.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
    const reason =
      error instanceof Error ? error.message.replace(/^.*: /s, '').toLowerCase() : 'cannot be read';
    return {expression: new RegExp(escaped, flags), problem: `not a regular expression: ${reason}`};
  }
}

/** Capitals of `\W`, `\D`, `\S`, `\B`, `\P{…}` and the like are no letters that anyone looks for. */
const hasCapitals = (pattern: string): boolean =>
  /\p{Lu}/u.test(pattern.replaceAll(/\\p\{[^}]*\}|\\./giu, ''));

/** `key`, `key=value`, `key!=value`; several joined by commas must all hold. */
function parseLabels(text: string): Parsed {
  const terms = text
    .split(',')
    .map(term => term.trim())
    .filter(term => term !== '');
  if (terms.length === 0) {
    return {match: everything, problem: 'a label is missing after -l, e.g. -l tier=web', highlight: null};
  }
  const matches = terms.map(labelMatch);
  return {match: ({labels}) => matches.every(match => match(labels)), problem: null, highlight: null};
}

function labelMatch(term: string): (labels: Readonly<Record<string, string>>) => boolean {
  const at = term.indexOf('=');
  if (at < 0) return labels => Object.hasOwn(labels, term);
  const isUnequal = term[at - 1] === '!';
  const key = term.slice(0, isUnequal ? at - 1 : at).trim();
  const value = term
    .slice(at + 1)
    .replace(/^=/, '')
    .trim();
  return labels => (labels[key] === value) !== isUnequal;
}

/** Letters in this order, with anything between them. */
function fuzzy(letters: string): (text: string) => boolean {
  const exact = hasCapitals(letters);
  const wanted = exact ? letters : letters.toLowerCase();
  return text => {
    const searched = exact ? text : text.toLowerCase();
    let from = 0;
    for (const letter of wanted) {
      const at = searched.indexOf(letter, from);
      if (at < 0) return false;
      from = at + letter.length;
    }
    return true;
  };
}
