import type {IncomingMessage} from 'node:http';
import {ApiError} from '../api-error.ts';
import {goJsonFault} from './go-json-fault.ts';

/** No spec is nearly as long; a secret may have 500 KB. */
const longestBody = 4 * 1024 * 1024;

/** The parsed body of a request; an ApiError when it is no JSON. Engines from 23 on look more closely. */
export const readBody = async (request: IncomingMessage, engineMajor: number): Promise<unknown> => {
  const text = await textOf(request);
  const type = request.headers['content-type'];
  if (engineMajor >= 23) {
    if (text.trim() === '') return {};
    if (type !== undefined && !/^application\/json\b/i.test(type)) {
      throw new ApiError(400, `unsupported Content-Type header (${type}): must be 'application/json'`);
    }
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, faultOf(text, engineMajor));
  }
};

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestBody) throw new ApiError(413, 'http: request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const faultOf = (text: string, engineMajor: number): string => {
  const fault = goJsonFault(text);
  if (fault === 'EOF') return 'got EOF while reading request body';
  // A decoder of a stream says this of a text that ends too early.
  const streamed = fault === 'unexpected end of JSON input' ? 'unexpected EOF' : fault;
  return engineMajor >= 23 ? `invalid JSON: ${streamed}` : streamed;
};
