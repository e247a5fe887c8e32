import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, type IncomingMessage, request, type ServerResponse} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** Stands before an engine and gives another answer to some questions. */
export interface AnswerProxy {
  readonly host: string;
  close(): Promise<void>;
}

/** `change` is given the body of every answer whose path ends so; all others pass as they are. */
export async function startAnswerProxy(
  socketPath: string,
  ending: string,
  change: (body: unknown) => unknown,
): Promise<AnswerProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'answer-proxy-'));
  const path = join(folder, 'docker.sock');
  const pass = (asked: IncomingMessage, given: ServerResponse) => {
    const {method, url = '', headers} = asked;
    const inner = request({socketPath, method, path: url, headers}, answer => {
      if (!url.split('?')[0]?.endsWith(ending)) {
        given.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(given);
        return;
      }
      const chunks: Uint8Array[] = [];
      answer.on('data', chunk => chunks.push(chunk));
      answer.on('end', () => {
        given.writeHead(answer.statusCode ?? 500, {'Content-Type': 'application/json'});
        given.end(JSON.stringify(change(JSON.parse(Buffer.concat(chunks).toString()))));
      });
    });
    inner.on('error', () => given.destroy());
    given.on('close', () => inner.destroy());
    asked.pipe(inner);
  };
  const server = createServer(pass);
  await new Promise<void>(resolve => server.listen(path, resolve));
  return {
    host: `unix://${path}`,
    close() {
      server.closeAllConnections();
      return new Promise(resolve =>
        server.close(() => {
          rmSync(folder, {recursive: true, force: true});
          resolve();
        }),
      );
    },
  };
}
