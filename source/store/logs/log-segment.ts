import {Buffer} from 'node:buffer';
import type {LogLine, LogOrigin, LogStream} from '../../domain/model/index.ts';

/** A stretch of lines in typed arrays: their bytes one after the other, each line with its end, and what is known of each. */
export interface LogSegment {
  /** Number of its first line. */
  firstLine: number;
  count: number;
  readonly bytes: Uint8Array;
  used: number;
  readonly starts: Uint32Array;
  readonly timesMs: Float64Array;
  readonly nanos: Uint32Array;
  /** Number of the origin, and in the lowest three bits the stream. */
  readonly tags: Uint32Array;
}

const segmentBytes = 256 * 1_024;
const segmentLines = 4_096;
/** Start, time, nanoseconds and tag. */
const bytesALine = 4 + 8 + 4 + 4;
const lineEnd = 10;
const streams: readonly LogStream[] = ['stdout', 'stderr', 'fault', 'gap', 'note'];

/** A line that is longer than a segment has one of its own. */
export const createSegment = (firstLine: number, leastBytes = 0): LogSegment => ({
  firstLine,
  count: 0,
  bytes: new Uint8Array(Math.max(segmentBytes, leastBytes)),
  used: 0,
  starts: new Uint32Array(segmentLines),
  timesMs: new Float64Array(segmentLines),
  nanos: new Uint32Array(segmentLines),
  tags: new Uint32Array(segmentLines),
});

/** What it takes in memory, full or not. */
export const sizeOf = (segment: LogSegment): number =>
  segment.bytes.length + segment.starts.length * bytesALine;

/** Of an ordinary one. */
export const segmentSize = segmentBytes + segmentLines * bytesALine;

/** Whether it can be used again for other lines: those made for one long line are not kept. */
export const isReusable = ({bytes}: LogSegment): boolean => bytes.length === segmentBytes;

export const hasRoom = (segment: LogSegment, textBytes: number): boolean =>
  segment.count < segment.starts.length && segment.used + textBytes + 1 <= segment.bytes.length;

export const addLine = (segment: LogSegment, line: LogLine, originNumber: number): void => {
  const at = segment.count;
  segment.starts[at] = segment.used;
  segment.timesMs[at] = line.timeMs;
  segment.nanos[at] = line.nanos;
  segment.tags[at] = originNumber * 8 + streams.indexOf(line.stream);
  segment.bytes.set(line.text, segment.used);
  segment.used += line.text.length;
  segment.bytes[segment.used] = lineEnd;
  segment.used += 1;
  segment.count += 1;
};

/** A line as it was added; its text is a view that lives as long as the segment keeps it. */
export const lineAt = (segment: LogSegment, index: number, origins: readonly LogOrigin[]): LogLine | null => {
  const tag = segment.tags[index];
  const origin = origins[(tag ?? 0) >>> 3];
  const stream = streams[(tag ?? 0) & 7];
  if (index < 0 || index >= segment.count || origin === undefined || stream === undefined) return null;
  return {
    stream,
    origin,
    timeMs: segment.timesMs[index] ?? 0,
    nanos: segment.nanos[index] ?? 0,
    text: segment.bytes.subarray(segment.starts[index] ?? 0, endOf(segment, index)),
  };
};

/** Where a line's text ends. */
export const endOf = (segment: LogSegment, index: number): number =>
  (index + 1 < segment.count ? (segment.starts[index + 1] ?? segment.used) : segment.used) - 1;

/** The text of the bytes between two places: one byte a character, so that places in both are the same. */
export const latinText = (segment: LogSegment, from: number, to: number): string =>
  Buffer.from(segment.bytes.buffer, segment.bytes.byteOffset + from, to - from).toString('latin1');

/** The text of one line. */
export const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
