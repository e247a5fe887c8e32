import {request} from 'node:http';

/** An event as the engine wrote it. */
export interface WireEvent {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: {readonly ID: string; readonly Attributes: Readonly<Record<string, string>>};
}

/** The bench's own event stream, beside the console's. */
export interface EventStream {
  /** When the next such event arrived, by the clock of `performance.now()`. Ask before the event is caused. */
  next(matches: (event: WireEvent) => boolean, what: string, timeoutMs?: number): Promise<number>;
  close(): void;
}

export function openEventStream(socket: string, types: readonly string[]): Promise<EventStream> {
  const waiting = new Set<(event: WireEvent, atMs: number) => void>();
  const path = `/events?filters=${encodeURIComponent(JSON.stringify({type: types}))}`;
  return new Promise((resolve, reject) => {
    const call = request({socketPath: socket, path, agent: false}, answer => {
      let rest = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        const atMs = performance.now();
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines)
          if (line.trim() !== '') for (const see of [...waiting]) see(JSON.parse(line) as WireEvent, atMs);
      });
      answer.on('error', () => undefined);
      resolve({next: (...wanted) => nextEvent(waiting, ...wanted), close: () => call.destroy()});
    });
    call.on('error', reject);
    call.end();
  });
}

function nextEvent(
  waiting: Set<(event: WireEvent, atMs: number) => void>,
  matches: (event: WireEvent) => boolean,
  what: string,
  timeoutMs = 20_000,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const finish = () => {
      clearTimeout(timer);
      waiting.delete(see);
    };
    const see = (event: WireEvent, atMs: number) => {
      if (!matches(event)) return;
      finish();
      resolve(atMs);
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error(`no event within ${timeoutMs / 1000} s: ${what}`));
    }, timeoutMs);
    waiting.add(see);
  });
}
