import {Buffer} from 'node:buffer';
import {IncomingMessage} from 'node:http';
import {Socket} from 'node:net';
import type {Question, Wire} from '../../source/engine/dockerode/wire.ts';

/** What the engine answers to a path: a value as JSON, a text as it is, or an error. */
export type Answer = object | string | Error;

export interface FakeWire extends Wire {
  readonly asked: readonly Question[];
  readonly isClosed: boolean;
}

/** A wire without a network: every path has its answer. */
export const aWire = (answers: Readonly<Record<string, Answer>>): FakeWire => {
  const asked: Question[] = [];
  const bodies = new WeakMap<IncomingMessage, string>();
  const traffic = {requests: 0, bytes: 0};
  let isClosed = false;

  const bodyOf = (question: Question): string => {
    asked.push(question);
    traffic.requests += 1;
    const answer = answers[question.path];
    if (answer === undefined) throw new Error(`nobody answers to ${question.path}`);
    if (answer instanceof Error) throw answer;
    return typeof answer === 'string' ? answer : JSON.stringify(answer);
  };

  async function* read(message: IncomingMessage) {
    yield Buffer.from(bodies.get(message) ?? '');
  }

  return {
    asked,
    peerEndsMs: null,
    get isClosed() {
      return isClosed;
    },
    hijack: () => Promise.reject(new Error('this wire has no streams')),
    async ask(question) {
      const message = new IncomingMessage(new Socket());
      bodies.set(message, bodyOf(question));
      message.push(null);
      return message;
    },
    read,
    pass: read,
    done: async question => void bodyOf(question),
    json: async question => JSON.parse(bodyOf(question)) as unknown,
    traffic,
    close() {
      isClosed = true;
    },
  };
};
