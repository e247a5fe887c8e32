import {Buffer} from 'node:buffer';
import type {ServerResponse} from 'node:http';
import {setTimeout} from 'node:timers/promises';

const linesAChunk = 500;
/** Tasks that write in turn. */
const writers = 8;

/** Who wrote a line, as the engine tells it. */
type HeadOf = (task: number) => string;

/** Frames of one chunk; each begins a moment after the one before, so that their times grow as real ones do. */
function chunkFrom(first: number, count: number, headOf: HeadOf): Buffer {
  const frames: Buffer[] = [];
  for (let line = first; line < first + count; line += 1) {
    const time = `${new Date(1_762_800_000_000 + Math.floor(line / 100)).toISOString().slice(0, 23)}${String((line % 100) * 10_000).padStart(6, '0')}Z`;
    const text = `line ${line} level=${line % 100 === 0 ? 'error' : 'info'} path=/a/${line % 1_000}\n`;
    const payload = Buffer.from(`${time} ${headOf(line % writers)}${text}`);
    const header = Buffer.alloc(8);
    header.writeUInt8(1, 0);
    header.writeUInt32BE(payload.length, 4);
    frames.push(header, payload);
  }
  return Buffer.concat(frames);
}

/** Lines that come again a million later are a day younger: nobody may take them for the same. */
function dayOf(chunk: Buffer, round: number): Buffer {
  const day = Buffer.from(String(10 + (round % 18)));
  for (let at = 0; at < chunk.length; at += 8 + chunk.readUInt32BE(at + 4)) day.copy(chunk, at + 8 + 8);
  return chunk;
}

/** A million lines, made before anybody asks, so that what is measured is the reader. */
export const createLogStream = (headOf: HeadOf) => {
  const chunks = Array.from({length: 2_000}, (_, index) =>
    chunkFrom(index * linesAChunk, linesAChunk, headOf),
  );
  /** `rate`: lines a second; 0: as fast as they are taken. Ends when the reader is gone. */
  return async (
    response: ServerResponse,
    {
      lines,
      rate,
      onSent,
    }: {readonly lines: number; readonly rate: number; readonly onSent?: (lines: number) => void},
  ): Promise<void> => {
    const started = performance.now();
    response.writeHead(200, {'Content-Type': 'application/vnd.docker.multiplexed-stream'});
    for (let sent = 0; sent < lines && !response.destroyed; sent += linesAChunk) {
      const number = sent / linesAChunk;
      const chunk = chunks[number % chunks.length] ?? Buffer.alloc(0);
      const dated = dayOf(chunk, Math.floor(number / chunks.length));
      const aheadMs = rate === 0 ? 0 : (sent / rate) * 1_000 - (performance.now() - started);
      if (aheadMs > 1) await setTimeout(aheadMs);
      if (!response.write(dated))
        await new Promise<void>(resolve => {
          const go = () => {
            response.off('drain', go).off('close', go);
            resolve();
          };
          response.on('drain', go).on('close', go);
        });
      onSent?.(linesAChunk);
    }
    response.end();
  };
};
