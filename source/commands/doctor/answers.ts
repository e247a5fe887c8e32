import type {CommandPorts, TerminalAnswers} from '../command.ts';
import type {Diagnosis} from './diagnosis.ts';

/** Asks the terminal what it can, where there is one. */
export async function diagnoseAnswers(ports: CommandPorts): Promise<readonly Diagnosis[]> {
  const {inputIsTerminal, outputIsTerminal} = ports.terminal;
  if (!inputIsTerminal || !outputIsTerminal) return [];
  return wordsFor(await ports.askTerminal()).map(what => ({area: 'terminal', level: 'ok', what, advice: ''}));
}

const asked: Readonly<Record<TerminalAnswers['asking'], string>> = {
  answered: 'it answers, without a name',
  silent: 'it answers no questions; keys and colours are those of TERM',
  'not-asked': 'it is asked nothing, because it would print the questions',
};

/** None of this is a fault: each has its way to work without. */
function wordsFor(answers: TerminalAnswers): readonly string[] {
  return [
    answers.version === null ? asked[answers.asking] : `it answers: ${answers.version}`,
    answers.background === null
      ? 'its background is not known; the theme "auto" takes it for dark'
      : `its background is ${answers.background}; the theme "auto" follows it`,
    answers.hasKittyKeyboard
      ? 'kitty keyboard protocol: Esc acts at once, and Ctrl-I is not Tab'
      : 'no kitty keyboard protocol: a lone Esc acts after 25 ms',
    answers.hasSynchronizedOutput
      ? 'synchronized output: frames appear whole'
      : 'no synchronized output: a frame may be seen while it is drawn',
  ];
}
