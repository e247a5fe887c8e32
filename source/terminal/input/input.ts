import type {InputStream} from '../streams.ts';
import type {InputEvent} from './input-event.ts';
import {createKeyDecoder} from './key-decoder.ts';
import type {TerminalReply} from './terminal-reply.ts';

/**
 * Milliseconds until an Esc that nothing followed is the key itself. A sequence that a slow link tore apart must still
 * be put together, so more than one byte waits longer.
 */
const loneEscapeMs = 25;
const tornSequenceMs = 120;
/** What can only be a report must not become keys, so its rest may take longer than any round trip. */
const tornReportMs = 1500;

/** The one reader of the terminal's input. Stopped, it leaves every byte to a child. */
export interface Input {
  start(): void;
  stop(): void;
}

export function createInput(
  stdin: InputStream,
  take: (events: readonly InputEvent[]) => void,
  onReply: (reply: TerminalReply) => void = () => {},
): Input {
  const decoder = createKeyDecoder(onReply);
  let pending: NodeJS.Timeout | undefined;
  let isReading = false;

  const give = (events: readonly InputEvent[]) => {
    if (events.length > 0) take(events);
  };
  const read = (chunk: string | Buffer) => {
    clearTimeout(pending);
    const text = chunk.toString();
    give(decoder.push(text));
    if (!decoder.isPending) return;
    const waitMs = decoder.isReport ? tornReportMs : text.endsWith('\x1b') ? loneEscapeMs : tornSequenceMs;
    pending = setTimeout(() => give(decoder.flush()), waitMs);
  };

  return {
    start() {
      if (isReading) return;
      isReading = true;
      stdin.setEncoding('utf8');
      stdin.setRawMode?.(true);
      stdin.ref?.();
      stdin.on('data', read);
      stdin.resume();
    },
    stop() {
      if (!isReading) return;
      isReading = false;
      clearTimeout(pending);
      decoder.flush();
      stdin.off('data', read);
      stdin.pause();
      stdin.setRawMode?.(false);
      stdin.unref?.();
    },
  };
}
