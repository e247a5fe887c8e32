import {type Capabilities, capabilitiesOf, type Environment} from '../capabilities.ts';
import type {Timers} from '../frame-clock.ts';
import type {TerminalReply} from '../input/terminal-reply.ts';
import {withReply} from './probe.ts';
import {questionsFor} from './questions.ts';

/** Longest time in which an answer is expected; a terminal that is there answers within a round trip. */
const longestAnswerMs = 800;

/** Knows the terminal by its environment, and by its answers as they come. */
export interface Probe {
  readonly capabilities: Capabilities;
  /** Puts the questions. Input must be raw by then, or the answers would be echoed. */
  ask(write: (text: string) => void): void;
  take(reply: TerminalReply): void;
  /** Resolves when no more answers are expected: one that is on its way would otherwise be typed into the shell. */
  settled(): Promise<void>;
}

export function createProbe(env: Environment, timers: Timers, onChange: () => void): Probe {
  let capabilities = capabilitiesOf(env);
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let isAnswered = true;
  let tellSettled = () => {};

  return {
    get capabilities() {
      return capabilities;
    },
    ask(write) {
      const questions = questionsFor(env);
      if (questions === '') return;
      isAnswered = false;
      askedAtMs = timers.now();
      // A terminal that prints what it does not know prints it here, where it is erased at once.
      write(`\x1b7${questions}\x1b8\x1b[J`);
    },
    take(reply) {
      if (reply.kind === 'attributes') {
        isAnswered = true;
        tellSettled();
      }
      const next = withReply(capabilities, reply);
      if (next === capabilities) return;
      capabilities = next;
      onChange();
    },
    async settled() {
      const leftMs = askedAtMs + longestAnswerMs - timers.now();
      if (isAnswered || !(leftMs > 0)) return;
      const {promise, resolve} = Promise.withResolvers<void>();
      const cancel = timers.after(leftMs, resolve);
      tellSettled = resolve;
      await promise;
      cancel();
    },
  };
}
