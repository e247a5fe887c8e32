import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {LogLine} from '../../../../../source/domain/model/index.ts';
import {createLineDecoder} from '../../../../../source/engine/dockerode/logs/line-decoder.ts';
import {choppedAt, logFrame, logHead} from '../../../../builders/log-stream.ts';

const known = {taskId: '', nodeId: '', serviceId: 's1'};
const time = '2026-11-23T12:54:54.081921624Z';
const timeMs = Date.parse('2026-11-23T12:54:54.081Z');

const decode = (chunks: readonly Uint8Array[], withDetails = true): readonly LogLine[] => {
  const decoder = createLineDecoder(known, withDetails);
  return [...chunks.flatMap(chunk => decoder.feed(chunk)), ...decoder.end()];
};
const texts = (lines: readonly LogLine[]) => lines.map(line => Buffer.from(line.text).toString('utf8'));

describe('lines of a log stream', () => {
  it('tell their stream, their moment to the nanosecond, and who wrote them', () => {
    const lines = decode([logFrame('stderr', `${logHead(time, 't1')}hello world\n`)]);
    expect(lines).toMatchObject([
      {stream: 'stderr', timeMs, nanos: 921_624, origin: {taskId: 't1', nodeId: 'n1', serviceId: 's1'}},
    ]);
    expect(texts(lines)).toEqual(['hello world']);
  });

  it('are the same wherever the bytes are cut', () => {
    const line = fc.record({
      kind: fc.constantFrom('stdout' as const, 'stderr' as const),
      task: fc.constantFrom('t1', 't2'),
      text: fc.uint8Array({maxLength: 40}).map(bytes => bytes.map(byte => (byte === 10 ? 0 : byte))),
    });
    fc.assert(
      fc.property(fc.array(line, {maxLength: 8}), fc.array(fc.nat(), {maxLength: 12}), (written, cuts) => {
        const bytes = Buffer.concat(
          written.map(({kind, task, text}) =>
            logFrame(kind, Buffer.concat([Buffer.from(logHead(time, task)), text, Buffer.from('\n')])),
          ),
        );
        expect(decode(choppedAt(bytes, cuts))).toEqual(decode([bytes]));
        expect(decode([bytes]).map(({origin}) => origin.taskId)).toEqual(written.map(({task}) => task));
        expect(decode([bytes]).map(each => [...each.text])).toEqual(
          written.map(({text}) => [...(text.at(-1) === 13 ? text.slice(0, -1) : text)]),
        );
      }),
    );
  });

  it('are the same wherever the bytes of a terminal without frames are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), {maxLength: 6}), cuts => {
        const bytes = Buffer.from(`${logHead(time, 't1')}one\r\n${logHead(time, 't2')}two\r\n`);
        const lines = decode(choppedAt(bytes, cuts));
        expect(texts(lines)).toEqual(['one', 'two']);
        expect(lines.map(({origin}) => origin.taskId)).toEqual(['t1', 't2']);
      }),
    );
  });

  it('never bring the decoder down: any bytes are lines or a fault that is told', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({maxLength: 60}), {maxLength: 6}), chunks => {
        try {
          for (const {text} of decode(chunks)) expect(text).toBeInstanceOf(Uint8Array);
        } catch (error) {
          expect(String(error)).toContain('garbled');
        }
      }),
    );
  });

  it('that the engine split are put together, also when pieces of several tasks alternate', () => {
    const piece = (task: string, text: string) => logFrame('stdout', `${logHead(time, task)}${text}`);
    const lines = decode([
      piece('t1', 'a'.repeat(16_384)),
      piece('t2', 'b'.repeat(16_384)),
      piece('t1', 'A\n'),
      piece('t2', 'B\n'),
    ]);
    expect(texts(lines)).toEqual([`${'a'.repeat(16_384)}A`, `${'b'.repeat(16_384)}B`]);
  });

  it('of a MiB and more are passed on in pieces, so that a line without an end fills no memory', () => {
    const head = logHead(time, 't1');
    const pieces = Array.from({length: 130}, () => logFrame('stdout', `${head}${'x'.repeat(16_384)}`));
    const lines = decode([...pieces, logFrame('stdout', `${head}end\n`)]);
    expect(lines.map(({text}) => text.length)).toEqual([1_048_576, 1_048_576, 2 * 16_384 + 3]);
  });

  it('hold the errors of the engine between them, framed and unframed', () => {
    const error = 'Error grabbing logs: rpc error: code = Unavailable desc = EOF\n';
    const framed = decode([logFrame('stdout', `${logHead(time, 't1')}a\n`), logFrame('fault', error)]);
    expect(framed.map(({stream}) => stream)).toEqual(['stdout', 'fault']);
    const raw = decode([Buffer.from(`${logHead(time, 't1')}a\r\n${error}`)]);
    expect(raw.map(({stream}) => stream)).toEqual(['stdout', 'fault']);
    expect(texts(raw)[1]).toBe(error.trimEnd());
  });

  it('without details keep every word of their text', () => {
    const lines = decode([logFrame('stdout', `${time} a b c\n`)], false);
    expect(texts(lines)).toEqual(['a b c']);
  });

  it('of a stream that is none are refused', () => {
    expect(() => decode([Buffer.from([1, 9, 9, 9, 0, 0, 0, 1, 65])])).toThrow('garbled');
    expect(() => decode([Buffer.from([1, 0, 0, 0, 255, 255, 255, 255, 65])])).toThrow('garbled');
  });
});
