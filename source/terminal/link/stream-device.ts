import type {OutputStream} from '../streams.ts';
import type {Device} from './device.ts';

/**
 * Bytes for one turn of the event loop where a write to a terminal waits until it is taken: at 64 KB/s no turn waits
 * longer than 16 ms.
 */
const waitingPiece = 1024;

/** Any stream: pipes, files, and terminals that cannot be opened a second time. */
export function streamDevice(stream: OutputStream): Device {
  // Node writes to a terminal synchronously (nodejs.org, process I/O); a stream without a number is not one of Node's.
  const pieceSize = stream.isTTY && stream.fd !== undefined ? waitingPiece : Number.POSITIVE_INFINITY;
  let isFull = false;
  let waiting: (() => void) | null = null;

  const ready = () => {
    isFull = false;
    const run = waiting;
    waiting = null;
    run?.();
  };

  return {
    get isFull() {
      return isFull;
    },
    write(bytes) {
      if (isFull) return 0;
      const piece = bytes.subarray(0, pieceSize);
      isFull = true;
      // A timer turn, so that keys and answers of the engine have theirs between two pieces.
      stream.write(piece, () => void setImmediate(ready));
      return piece.length;
    },
    whenReady(run) {
      waiting = run;
      return () => {
        waiting = null;
      };
    },
    writeNow(bytes) {
      // Behind what the stream holds already, if anything; synchronous where Node is.
      stream.write(bytes);
      return true;
    },
    close() {},
  };
}
