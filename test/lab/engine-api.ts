import {request} from 'node:http';

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: unknown;
  readonly timeoutMs?: number;
}

/** What an engine answered: the parsed JSON, or the text where it is none. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** One request to an engine over its unix socket, on a connection of its own. */
export function askEngine(socket: string, path: string, options: ApiRequest = {}): Promise<ApiAnswer> {
  const timeoutMs = options.timeoutMs ?? 5000;
  const payload = options.body === undefined ? undefined : JSON.stringify(options.body);
  return new Promise((resolve, reject) => {
    const call = request(
      {
        socketPath: socket,
        path,
        method: options.method ?? 'GET',
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
        headers: payload === undefined ? {} : {'Content-Type': 'application/json'},
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({status: response.statusCode ?? 0, body: parse(Buffer.concat(chunks).toString('utf8'))});
        });
      },
    );
    call.on('error', reject);
    call.end(payload);
  });
}

/** The body of a 2xx answer; anything else is a fault that says what the engine said. */
export async function expectAnswer(socket: string, path: string, options: ApiRequest = {}): Promise<unknown> {
  const answer = await askEngine(socket, path, options);
  if (answer.status < 200 || answer.status > 299) {
    throw new Error(`${options.method ?? 'GET'} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  return answer.body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
