import {once} from 'node:events';
import type {ServerResponse} from 'node:http';
import type {JsonText} from '../wire/json.ts';

/** How an answer leaves; faults of the connection are put around it. */
export interface Outlet {
  /** False when the client takes less than it is sent. */
  write(bytes: string | Buffer): boolean;
  /** Resolves when there is room again, or the client has gone. */
  drained(): Promise<void>;
  end(): void;
}

/** An answer in the making. */
export interface Answer {
  json(text: JsonText, status?: number): void;
  /** A JSON array of texts, in pieces, so that a long one is neither joined at once nor kept twice. */
  list(texts: readonly JsonText[]): Promise<void>;
  /** Plain text, or nothing. */
  plain(text: string, status?: number): void;
  empty(status: number): void;
  /** Headers at once; what follows goes through the outlet. */
  open(contentType: string): Outlet;
}

/** What stands between an answer and its client. */
export type AroundOutlet = (outlet: Outlet) => Outlet;

/** So many characters of a list are sent in one piece. */
const pieceLength = 256 * 1024;

export const createAnswer = (response: ServerResponse, around: AroundOutlet): Answer => {
  const outlet = around(outletOf(response));
  const begin = (status: number, contentType: string) =>
    response.writeHead(status, {'Content-Type': contentType});
  return {
    json(text, status = 200) {
      begin(status, 'application/json');
      outlet.write(`${text}\n`);
      outlet.end();
    },
    async list(texts) {
      begin(200, 'application/json');
      await sendList(outlet, texts);
      outlet.end();
    },
    plain(text, status = 200) {
      begin(status, 'text/plain; charset=utf-8');
      outlet.write(text);
      outlet.end();
    },
    empty(status) {
      response.writeHead(status);
      outlet.end();
    },
    open(contentType) {
      begin(200, contentType);
      response.flushHeaders();
      return outlet;
    },
  };
};

const outletOf = (response: ServerResponse): Outlet => ({
  write: bytes => response.write(bytes),
  async drained() {
    if (!response.writableNeedDrain || response.destroyed) return;
    const over = new AbortController();
    const {signal} = over;
    // The loser of the race must not stay behind: a long stream waits thousands of times.
    const waits = [once(response, 'drain', {signal}), once(response, 'close', {signal})];
    await Promise.race(waits).finally(() => over.abort());
  },
  end: () => void response.end(),
});

const sendList = async (outlet: Outlet, texts: readonly JsonText[]): Promise<void> => {
  let piece = '[';
  for (const [index, text] of texts.entries()) {
    piece += index === 0 ? text : `,${text}`;
    if (piece.length < pieceLength) continue;
    if (!outlet.write(piece)) await outlet.drained();
    piece = '';
  }
  outlet.write(`${piece}]\n`);
};
