import type {ActionSwarm} from '../../builders/action-swarm.ts';
import type {ConsoleHarness} from '../console-harness.tsx';

/** Keys and text as they are typed; a key of several letters is pressed by its name. */
export const typed =
  (...keys: readonly string[]) =>
  async (console: ConsoleHarness, _swarm: ActionSwarm): Promise<void> => {
    for (const key of keys)
      await (namedKeys.includes(key) || /^[a-z]+\+/.test(key) ? console.press(key) : console.send(key));
    await console.settle();
  };

const namedKeys: readonly string[] = ['enter', 'esc', 'tab', 'space'];
