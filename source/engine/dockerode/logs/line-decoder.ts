import {Buffer} from 'node:buffer';
import type {LogLine, LogOrigin, LogStream} from '../../../domain/model/index.ts';
import {createFrameReader, type FrameKind} from './frames.ts';
import {createOrigins} from './origins.ts';
import {readStamp} from './stamp.ts';

/** Makes lines of the bytes of a log stream. */
export interface LineDecoder {
  /** The lines that are whole now. Throws where the bytes are no log stream. */
  feed(chunk: Uint8Array): readonly LogLine[];
  /** What is left when the stream has ended. */
  end(): readonly LogLine[];
}

interface Piece {
  readonly stream: LogStream;
  readonly origin: LogOrigin;
  readonly timeMs: number;
  readonly nanos: number;
}

/** Pieces of a line that the engine split, until its end has come. */
interface Unfinished extends Piece {
  readonly pieces: Buffer[];
  size: number;
}

/** A longer line is passed on in pieces of this size. */
const longestLine = 1_024 * 1_024;
const lineEnd = 10;
const space = 32;
const faultWords = Buffer.from('Error grabbing logs:');

/**
 * `withDetails`: each line tells who wrote it. The engine splits lines at 16 KiB; each piece has the head of its line and
 * only the last one an end, and pieces of several tasks come in any order.
 */
export const createLineDecoder = (known: LogOrigin, withDetails: boolean): LineDecoder => {
  const origins = createOrigins(known);
  const unfinished = new Map<string, Unfinished>();
  let lines: LogLine[] = [];

  const finish = (piece: Piece, text: Buffer) => {
    const {stream, origin, timeMs, nanos} = piece;
    lines.push({stream, origin, timeMs, nanos, text});
  };
  const addPiece = (key: string, begun: Unfinished | undefined, piece: Piece, text: Buffer) => {
    const line = begun ?? {...piece, pieces: [], size: 0};
    line.pieces.push(text);
    line.size += text.length;
    if (line.size < longestLine) return void unfinished.set(key, line);
    unfinished.delete(key);
    finish(line, Buffer.concat(line.pieces));
  };
  const take = (piece: Piece, text: Buffer) => {
    const end = text.indexOf(lineEnd);
    if (end === text.length - 1 && unfinished.size === 0) return finish(piece, withoutReturn(text, end));
    const key = `${piece.stream}${piece.origin.taskId}`;
    const begun = unfinished.get(key);
    if (end < 0) return addPiece(key, begun, piece, text);
    const head = withoutReturn(text, end);
    unfinished.delete(key);
    if (begun === undefined) finish(piece, head);
    else finish(begun, Buffer.concat([...begun.pieces, head]));
    // No engine puts several lines into one frame, but a line must never hold the end of another.
    if (end < text.length - 1) take(piece, text.subarray(end + 1));
  };
  const fault = (text: Buffer) => {
    const end = text.at(-1) === lineEnd ? text.length - 1 : text.length;
    for (const line of text.subarray(0, end).toString('utf8').split('\n'))
      finish({stream: 'fault', origin: known, timeMs: 0, nanos: 0}, Buffer.from(line));
  };
  const onFrame = (kind: FrameKind, payload: Buffer) => {
    if (kind === 'fault') return fault(payload);
    const stamp = readStamp(payload, 0);
    if (stamp === null && kind === 'raw' && payload.subarray(0, faultWords.length).equals(faultWords))
      return fault(payload);
    const {timeMs, nanos, end: headEnd} = stamp ?? {timeMs: 0, nanos: 0, end: 0};
    const stream = kind === 'raw' ? 'stdout' : kind;
    const detailsEnd = withDetails && stamp !== null ? payload.indexOf(space, headEnd) : -1;
    const origin = detailsEnd < 0 ? known : origins.of(payload.subarray(headEnd, detailsEnd));
    const textFrom = detailsEnd < 0 ? headEnd : detailsEnd + 1;
    take({stream, origin, timeMs, nanos}, payload.subarray(textFrom));
  };
  const frames = createFrameReader(onFrame);
  const taken = (): readonly LogLine[] => {
    const whole = lines;
    lines = [];
    return whole;
  };
  return {
    feed(chunk) {
      frames.feed(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      return taken();
    },
    end() {
      frames.end();
      for (const line of unfinished.values()) finish(line, Buffer.concat(line.pieces));
      unfinished.clear();
      return taken();
    },
  };
};

/** A terminal ends its lines with a return as well. */
const withoutReturn = (text: Buffer, end: number): Buffer =>
  text.subarray(0, text[end - 1] === 13 ? end - 1 : end);
