import {Terminal as Xterm} from '@xterm/headless';
import {expect} from 'vitest';

/** The only sequences that are ours to send: looks, cursor, erasing, scrolling, our modes, our questions. */
const ours =
  /\x1b(?:\[[\d;:]*[mHGfABCDdJKLMPXSTr@]|\[\?(?:7|25|1000|1006|1049|2004|2026)[hl]|\[8[hl]|\[[<>]1u|[78]|\]11;\?\x1b\\|\[\?u|\[\?2026\$p|\[>0q|\[c|\[\d* q)/g;

/** Nothing of what was sent is left when our own sequences are taken out, but what can be seen. */
export function expectOnlyOurs(raw: string): void {
  const rest = raw.replace(ours, '');
  const foreign = /[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\p{Format}\p{Surrogate}\u2028\u2029]/u.exec(rest);
  expect(
    foreign === null ? null : JSON.stringify(rest.slice(Math.max(0, foreign.index - 30), foreign.index + 30)),
  ).toBeNull();
}

/** What a terminal that was sent all this has for its title, its clipboard, its links and its modes. */
export async function stateAfter(
  raw: string,
  size: {readonly columns: number; readonly rows: number},
): Promise<readonly string[]> {
  const emulator = new Xterm({cols: size.columns, rows: size.rows, allowProposedApi: true, convertEol: true});
  const happened: string[] = [];
  emulator.onTitleChange(title => happened.push(`title ${title}`));
  emulator.onBell(() => happened.push('bell'));
  for (const code of [0, 1, 2, 4, 8, 10, 12, 52, 104])
    emulator.parser.registerOscHandler(code, data => {
      happened.push(`OSC ${code};${data}`);
      return true;
    });
  await new Promise<void>(resolve => emulator.write(raw, resolve));
  const {mouseTrackingMode, originMode, insertMode, applicationCursorKeysMode, sendFocusMode} =
    emulator.modes;
  if (mouseTrackingMode === 'any' || mouseTrackingMode === 'drag')
    happened.push(`mouse ${mouseTrackingMode}`);
  if (originMode || insertMode || applicationCursorKeysMode || sendFocusMode) happened.push('a mode');
  emulator.dispose();
  return happened;
}
