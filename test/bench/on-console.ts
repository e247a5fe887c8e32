import {startTimedConsole, type TerminalSize, type TimedTerminal} from './timed-terminal.ts';

/** What the screen is waited for. */
export type Pattern = (rows: readonly string[]) => boolean;

export const shows =
  (pattern: RegExp): Pattern =>
  rows =>
    rows.some(row => pattern.test(row));
export const hides =
  (pattern: RegExp): Pattern =>
  rows =>
    !rows.some(row => pattern.test(row));

/** Measures on a console with live data, where the command leads; null: on the overview. */
export async function onConsole<Value>(
  {host, size}: {readonly host: string; readonly size?: TerminalSize},
  command: string | null,
  measure: (console: TimedTerminal) => Promise<Value>,
): Promise<Value> {
  const console = startTimedConsole({host}, size);
  try {
    await console.when(shows(/⟳ live/), 'live data');
    if (command !== null) {
      console.type(command);
      console.press('enter');
      await console.when(hides(/Summary/), 'another pane than the overview');
    }
    return await measure(console);
  } finally {
    await console.close();
  }
}
