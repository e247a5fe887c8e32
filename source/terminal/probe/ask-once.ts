import type {Capabilities, Environment} from '../capabilities.ts';
import {systemTimers} from '../frame-clock.ts';
import {createInput} from '../input/input.ts';
import type {InputStream, OutputStream} from '../streams.ts';
import {createProbe} from './create-probe.ts';
import {questionsFor} from './questions.ts';

/** What is known of a terminal, and how it came to be known. */
export interface TerminalAnswers extends Capabilities {
  /** `not-asked`: nothing is safe to ask it; `silent`: it answered nothing within the time. */
  readonly asking: 'answered' | 'silent' | 'not-asked';
}

/** Asks the terminal once, without a console; what is typed meanwhile is lost. */
export async function askOnce(
  stdin: InputStream,
  stdout: OutputStream,
  env: Environment,
): Promise<TerminalAnswers> {
  let hasAnswered = false;
  const probe = createProbe(env, systemTimers, () => {});
  const input = createInput(
    stdin,
    () => {},
    reply => {
      hasAnswered = true;
      probe.take(reply);
    },
  );
  input.start();
  try {
    probe.ask(text => stdout.write(text));
    await probe.settled();
  } finally {
    input.stop();
  }
  const asking = hasAnswered ? 'answered' : questionsFor(env) === '' ? 'not-asked' : 'silent';
  return {...probe.capabilities, asking};
}
