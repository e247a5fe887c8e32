import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, type IncomingMessage, request, type ServerResponse} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** Stands before an engine and puts texts of its own wherever an answer has what somebody may have written. */
export interface RenamingProxy {
  readonly host: string;
  /** How many of the texts have been sent. */
  used(): number;
  close(): Promise<void>;
}

/** Fields whose text somebody chose, or that tells what somebody chose. */
const written = new Set([
  'Name',
  'Names',
  'Hostname',
  'Image',
  'RepoTags',
  'Err',
  'Message',
  'message',
  'Addr',
  'OS',
  'OperatingSystem',
  'EngineVersion',
  'Env',
  'Args',
  'Command',
  'Constraints',
  'Driver',
  'Mountpoint',
  'Subnet',
  'name',
  'image',
]);
const maps = new Set(['Labels', 'Attributes']);

/** The same text always becomes the same other one, so that nothing seems to change. */
const renamer = (texts: readonly string[]) => {
  const known = new Map<string, string>();
  const rename = (text: string): string => {
    // What is empty says that there is nothing.
    if (text === '') return text;
    const other = known.get(text) ?? texts[known.size % texts.length] ?? text;
    known.set(text, other);
    return other;
  };
  const walk = (value: unknown, isWritten: boolean, isMap: boolean): unknown => {
    if (typeof value === 'string') return isWritten || isMap ? rename(value) : value;
    if (Array.isArray(value)) return value.map(item => walk(item, isWritten, false));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([field, item]) => [
        isMap && !field.startsWith('com.docker.') ? rename(`label ${field}`) : field,
        walk(item, isMap || written.has(field), maps.has(field)),
      ]),
    );
  };
  return {
    renamed: (json: string): string => JSON.stringify(walk(JSON.parse(json), false, false)),
    used: () => Math.min(known.size, texts.length),
  };
};

export async function startRenamingProxy(
  socketPath: string,
  texts: readonly string[],
): Promise<RenamingProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'renaming-'));
  const own = join(folder, 'engine.sock');
  const {renamed, used} = renamer(texts);
  const server = createServer((asked, response) => {
    const {url: path, method, headers} = asked;
    const call = request({socketPath, path, method, headers, agent: false}, answer => {
      void pass(answer, response, path?.includes('/events') ? 'lines' : 'whole', renamed);
    });
    call.on('error', () => response.destroy());
    response.on('close', () => call.destroy());
    asked.pipe(call);
  });
  await new Promise<void>(resolve => server.listen(own, resolve));
  return {
    host: `unix://${own}`,
    used,
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      rmSync(folder, {recursive: true, force: true});
    },
  };
}

async function pass(
  answer: IncomingMessage,
  response: ServerResponse,
  shape: 'lines' | 'whole',
  renamed: (json: string) => string,
): Promise<void> {
  const {'content-length': _, ...headers} = answer.headers;
  response.writeHead(answer.statusCode ?? 500, headers);
  response.flushHeaders();
  const isJson = answer.headers['content-type']?.includes('application/json') === true;
  let held = '';
  try {
    answer.setEncoding('utf8');
    for await (const piece of answer) {
      held += String(piece);
      if (shape === 'whole') continue;
      const lines = held.split('\n');
      held = lines.pop() ?? '';
      for (const line of lines) response.write(`${line === '' ? '' : renamed(line)}\n`);
    }
    response.end(isJson && held.trim() !== '' ? renamed(held) : held);
  } catch {
    response.destroy();
  }
}
