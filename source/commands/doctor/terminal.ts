import type {TerminalFacts} from '../command.ts';
import type {Diagnosis} from './diagnosis.ts';

/** What the console needs at least, as it says of itself. */
const leastColumns = 80;
const leastRows = 24;

/** Looks at the terminal that the console would run in. */
export function diagnoseTerminal(facts: TerminalFacts): readonly Diagnosis[] {
  const found = (level: Diagnosis['level'], what: string, advice = ''): Diagnosis => ({
    area: 'terminal',
    level,
    what,
    advice,
  });
  return [sizeOf(facts, found), kindOf(facts, found), charactersOf(facts, found)];
}

type Found = (level: Diagnosis['level'], what: string, advice?: string) => Diagnosis;

function sizeOf({outputIsTerminal, inputIsTerminal, columns, rows}: TerminalFacts, found: Found): Diagnosis {
  if (!outputIsTerminal || !inputIsTerminal) {
    const which = outputIsTerminal ? 'standard input' : 'standard output';
    return found(
      'warning',
      `${which} is no terminal, so its size cannot be told`,
      'The console needs a terminal on both; over SSH use ssh -t. Commands such as medianest status do not.',
    );
  }
  const size = `${columns ?? 0}×${rows ?? 0}`;
  return (columns ?? 0) < leastColumns || (rows ?? 0) < leastRows
    ? found('warning', `${size} is small`, `Give it ${leastColumns}×${leastRows} at least.`)
    : found('ok', size);
}

function kindOf({env}: TerminalFacts, found: Found): Diagnosis {
  const {TERM: term = '', COLORTERM: colorTerm = '', NO_COLOR: noColor = ''} = env;
  if (term === '' || term === 'dumb') {
    const name = term === '' ? 'TERM is not set' : 'TERM is "dumb"';
    return found('problem', name, 'Set TERM to what the terminal is, mostly xterm-256color.');
  }
  if (noColor !== '') {
    return found('ok', `${term}, no colours because NO_COLOR is set`);
  }
  if (/^(truecolor|24bit)$/i.test(colorTerm)) {
    return found('ok', `${term}, 24 bit colours`);
  }
  return found('ok', `${term}, ${/256/.test(term) ? '256' : '16'} colours`);
}

function charactersOf({env}: TerminalFacts, found: Found): Diagnosis {
  // The first that is set decides, as in the C library; an empty one counts as not set.
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(
    value => value !== undefined && value !== '',
  );
  return /utf-?8/i.test(locale ?? '')
    ? found('ok', `locale ${locale}, frames and glyphs can be shown`)
    : found(
        'warning',
        locale === undefined ? 'no locale is set' : `the locale ${locale} is not UTF-8`,
        'Set LANG=C.UTF-8, or glyphs may be shown as question marks.',
      );
}
