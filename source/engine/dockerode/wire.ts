import {Buffer} from 'node:buffer';
import {type Agent, IncomingMessage} from 'node:http';
import {Duplex} from 'node:stream';
import type Docker from 'dockerode';
import type {OnAnswer} from '../answer.ts';
import type {Endpoint} from '../endpoint.ts';
import {translate} from '../translate.ts';
import {passingParts} from './lists/passing-parts.ts';

/** One request; without a method a GET. */
export interface Question {
  /** In words, for errors. */
  readonly operation: string;
  /** What it is about; absent for lists. */
  readonly target?: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly method?: 'POST' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Value of `X-Registry-Auth`. */
  readonly registryAuth?: string;
  readonly signal?: AbortSignal | undefined;
}

/** HTTP with one engine, as far as dockerode's modem carries it. All failures are `EngineError`s. */
export interface Wire {
  /** Resolves when the headers of a good answer are there. */
  ask(question: Question): Promise<IncomingMessage>;
  /** Turns the connection of a POST into a stream of its own, both ways. `failure` tells what broke it. */
  hijack(question: Question): Promise<{readonly stream: Duplex; readonly failure: (error: unknown) => Error}>;
  /** The body of an answer, counted. */
  read(answer: IncomingMessage): AsyncIterable<Buffer>;
  /** The same in the parts that were received, which the reader may release. */
  pass(answer: IncomingMessage): AsyncIterable<Buffer>;
  /** The whole body, parsed. */
  json(question: Question): Promise<unknown>;
  /** For answers without a body of interest. */
  done(question: Question): Promise<void>;
  readonly traffic: {readonly requests: number; readonly bytes: number};
  /** When the certificate that the engine showed last runs out; null without TLS. */
  readonly peerEndsMs: number | null;
  close(): void;
}

/** Longest error text that is read; more is no engine's. */
const errorTextLimit = 64 * 1_024;
// The modem hides the body of a stream that it takes for an error, so every status is a good one to it.
const everyStatus = Object.fromEntries(Array.from({length: 500}, (_, index) => [index + 100, true]));

export const createWire = (docker: Docker, agent: Agent, endpoint: Endpoint, onAnswer: OnAnswer): Wire => {
  const traffic = {requests: 0, bytes: 0};
  let peer: {readonly socket: unknown; readonly endsMs: number | null} = {socket: null, endsMs: null};

  const dial = (question: Question): Promise<IncomingMessage> => {
    traffic.requests += 1;
    return new Promise((resolve, reject) => {
      docker.modem.dial(
        {
          method: question.method ?? 'GET',
          path: `${question.path}?`,
          // A spec must go into the body: the modem would write it into the address.
          options:
            question.method === 'POST'
              ? {_query: question.query ?? {}, _body: question.body}
              : {...question.query},
          ...(question.registryAuth === undefined ? {} : {authconfig: {base64: question.registryAuth}}),
          isStream: true,
          statusCodes: everyStatus,
          ...(question.signal === undefined ? {} : {abortSignal: question.signal}),
        },
        (error, answer) => {
          if (answer instanceof IncomingMessage) resolve(answer);
          else reject(error ?? new Error('the engine gave no answer'));
        },
      );
    });
  };

  async function* read(answer: IncomingMessage): AsyncGenerator<Buffer, void> {
    for await (const chunk of answer) {
      const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      traffic.bytes += bytes.length;
      yield bytes;
    }
  }

  async function* pass(answer: IncomingMessage): AsyncGenerator<Buffer, void> {
    for await (const part of passingParts(answer)) {
      traffic.bytes += part.length;
      yield part;
    }
  }

  const ask = async (question: Question): Promise<IncomingMessage> => {
    const startMs = performance.now();
    try {
      // A kept connection may have been closed by the engine just as it was used again. A change is not sent twice:
      // it may have arrived.
      const answer = await dial(question).catch((error: unknown) =>
        question.method === undefined && isClosedConnection(error) && !question.signal?.aborted
          ? dial(question)
          : Promise.reject(error),
      );
      const {socket} = answer;
      if (peer.socket !== socket) peer = {socket, endsMs: peerEndsMs(socket) ?? peer.endsMs};
      const status = answer.statusCode ?? 0;
      if (question.method === undefined && !waits.test(question.path))
        onAnswer({tookMs: performance.now() - startMs, dateMs: dateOf(answer)});
      if (status >= 200 && status < 300) return answer;
      throw refusal(status, await textOf(read(answer), errorTextLimit));
    } catch (error) {
      throw translate(error, {...question, endpoint});
    }
  };

  const hijack: Wire['hijack'] = async question => {
    const failure = (error: unknown): Error => translate(error, {...question, endpoint});
    traffic.requests += 1;
    const {promise, resolve, reject} = Promise.withResolvers<unknown>();
    docker.modem.dial(
      {
        method: 'POST',
        path: `${question.path}?`,
        options: {_query: {}, _body: question.body},
        hijack: true,
        openStdin: false,
        isStream: true,
        statusCodes: everyStatus,
      },
      (error, answer) => (error === null ? resolve(answer) : reject(error)),
    );
    try {
      const answer = await promise;
      if (answer instanceof IncomingMessage)
        throw refusal(answer.statusCode ?? 0, await textOf(read(answer), errorTextLimit));
      if (!(answer instanceof Duplex)) throw new Error('the engine gave no stream');
      return {stream: answer, failure};
    } catch (error) {
      throw failure(error);
    }
  };

  return {
    ask,
    hijack,
    read,
    pass,
    async json(question) {
      const answer = await ask(question);
      try {
        return JSON.parse(await textOf(read(answer)));
      } catch (error) {
        throw translate(error, {...question, endpoint});
      }
    },
    async done(question) {
      await textOf(read(await ask(question)));
    },
    traffic,
    get peerEndsMs() {
      return peer.endsMs;
    },
    close: () => agent.destroy(),
  };
};

/** Answers that take as long as there is nothing to tell, or that take two samples. */
const waits = /\/(events|logs|stats|df)$/;

const dateOf = ({headers}: IncomingMessage): number | null => {
  const ms = Date.parse(headers.date ?? '');
  return Number.isNaN(ms) ? null : ms;
};

const isClosedConnection = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');

const textOf = async (chunks: AsyncIterable<Buffer>, limit = Number.POSITIVE_INFINITY): Promise<string> => {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length > limit) break;
  }
  return Buffer.concat(parts).toString('utf8');
};

/** An error answer, in the shape that the modem gives to its own. */
const refusal = (statusCode: number, body: string): Error => {
  let message = body.trim();
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null && 'message' in parsed)
      message = String(parsed.message);
  } catch {
    // Old engines and proxies answer in plain text: then that is the message.
  }
  return Object.assign(new Error(message), {statusCode});
};

/** Asked of the socket without loading TLS, which most connections do not need. */
const peerEndsMs = (socket: object): number | null => {
  if (!('getPeerCertificate' in socket) || typeof socket.getPeerCertificate !== 'function') return null;
  const certificate: unknown = socket.getPeerCertificate();
  const validTo =
    typeof certificate === 'object' && certificate !== null && 'valid_to' in certificate
      ? certificate.valid_to
      : null;
  const ms = typeof validTo === 'string' ? Date.parse(validTo) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
};
