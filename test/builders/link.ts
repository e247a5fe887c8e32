import type {Link} from '../../source/terminal/link/link.ts';

/** A link that keeps what was sent, and is busy when the test says so. */
export interface FakeLink extends Link {
  readonly sent: string;
  /** What was sent since the last call. */
  take(): string;
  /** The terminal takes nothing more. */
  block(): void;
  /** It has taken everything. */
  drain(): void;
}

export function aLink(): FakeLink {
  const listeners = new Set<() => void>();
  let sent = '';
  let taken = 0;
  let isBusy = false;
  const send = (text: string) => {
    sent += text;
  };
  return {
    get isBusy() {
      return isBusy;
    },
    get sent() {
      return sent;
    },
    frameIntervalMs: 33,
    send,
    sendNow: send,
    onDrain(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {},
    take() {
      const news = sent.slice(taken);
      taken = sent.length;
      return news;
    },
    block() {
      isBusy = true;
    },
    drain() {
      isBusy = false;
      for (const listener of listeners) listener();
    },
  };
}
