import {Buffer} from 'node:buffer';

/** What a frame is, by its first byte; `raw` is a line of a stream without frames (of a container with a terminal). */
export type FrameKind = 'stdout' | 'stderr' | 'fault' | 'raw';

export type OnFrame = (kind: FrameKind, payload: Buffer) => void;

/** Takes a stream apart, however its bytes are chopped. */
export interface FrameReader {
  /** Throws where the bytes are no frames. */
  feed(chunk: Buffer): void;
  /** The stream has ended: what is left of a raw one is its last line. */
  end(): void;
}

const headerLength = 8;
/** The engine splits lines at 16 KiB, journald at 48 KiB: a longer frame is no frame. */
const longestFrame = 16 * 1_024 * 1_024;
/** A raw line without an end is passed on in pieces of this size. */
const longestRawLine = 1_024 * 1_024;

const kinds: readonly FrameKind[] = ['stdout', 'stdout', 'stderr', 'fault'];
const nothing = Buffer.alloc(0);

/**
 * Every line is asked for with its time, so that a raw stream begins with a digit or with the words of an error, and a
 * framed one with a byte up to 3: the type of the answer, which engines before 23.0 do not give, is not needed.
 */
export const createFrameReader = (onFrame: OnFrame): FrameReader => {
  let rest: Buffer = nothing;
  let isRaw: boolean | null = null;

  const takeFrames = (bytes: Buffer): number => {
    let at = 0;
    while (bytes.length - at >= headerLength) {
      const kind = kinds[bytes[at] ?? 4];
      const length = bytes.readUInt32BE(at + 4);
      const padding = (bytes[at + 1] ?? 0) | (bytes[at + 2] ?? 0) | (bytes[at + 3] ?? 0);
      if (kind === undefined || padding !== 0 || length > longestFrame)
        throw new Error('the log stream is garbled: what came is no frame');
      const end = at + headerLength + length;
      if (end > bytes.length) break;
      onFrame(kind, bytes.subarray(at + headerLength, end));
      at = end;
    }
    return at;
  };
  const takeLines = (bytes: Buffer): number => {
    let at = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, at)) {
      onFrame('raw', bytes.subarray(at, end + 1));
      at = end + 1;
    }
    if (bytes.length - at < longestRawLine) return at;
    onFrame('raw', bytes.subarray(at));
    return bytes.length;
  };

  return {
    feed(chunk) {
      if (chunk.length === 0) return;
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      isRaw ??= (bytes[0] ?? 0) > 3;
      const taken = isRaw ? takeLines(bytes) : takeFrames(bytes);
      rest = taken === bytes.length ? nothing : bytes.subarray(taken);
    },
    end() {
      if (isRaw === true && rest.length > 0) onFrame('raw', rest);
      rest = nothing;
    },
  };
};
