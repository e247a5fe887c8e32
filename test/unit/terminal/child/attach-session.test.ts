import {PassThrough} from 'node:stream';
import {describe, expect, it} from 'vitest';
import {type AttachPorts, attachSession} from '../../../../source/terminal/child/attach-session.ts';

/** A program elsewhere, and our own terminal, both made of streams. */
const joined = () => {
  const sent: string[] = [];
  const modes: string[] = [];
  const ended = Promise.withResolvers<void>();
  const listeners = new Map<string, () => void>();
  let take: (bytes: Uint8Array, isError: boolean) => void = () => undefined;
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), {columns: 80, rows: 24});
  const errors = new PassThrough();
  const sizes: string[] = [];
  const ports: AttachPorts = {
    input: Object.assign(input, {setRawMode: (isRaw: boolean) => modes.push(isRaw ? 'raw' : 'cooked')}),
    output,
    errors,
    process: {
      once: (signal, listener) => listeners.set(signal, listener),
      off: signal => listeners.delete(signal),
    },
    saveTty: () => () => void modes.push('restored'),
  };
  const remote = new PassThrough();
  remote.on('data', chunk => sent.push(String(chunk)));
  const session = {
    input: remote,
    read(call: typeof take) {
      take = call;
      return ended.promise;
    },
    resize: async ({columns, rows}: {columns: number; rows: number}) => void sizes.push(`${columns}x${rows}`),
    close: () => ended.resolve(),
  };
  return {
    ports,
    session,
    input,
    output,
    errors,
    sent,
    modes,
    sizes,
    listeners,
    ended,
    say: (text: string, isError = false) => take(Buffer.from(text), isError),
  };
};

const restored = ['raw', 'cooked', 'restored'];

describe('a terminal that a program elsewhere has', () => {
  it('gives it every key and shows what it says, and is put right when it ends', async () => {
    const {ports, session, input, output, sent, modes, say, ended} = joined();
    const attached = attachSession(session, true, ports);
    input.write('ls\x03');
    say('out');
    expect(String(output.read())).toBe('out');
    await new Promise(resolve => setImmediate(resolve));
    expect(sent).toEqual(['ls\x03']);
    ended.resolve();
    await attached;
    expect(modes).toEqual(restored);
    expect(String(output.read())).toContain('\x1b[?25h');
  });

  it('is put right when the connection breaks', async () => {
    const {ports, session, modes, ended} = joined();
    const attached = attachSession(session, true, ports);
    ended.reject(new Error('cut'));
    await expect(attached).rejects.toThrow('cut');
    expect(modes).toEqual(restored);
  });

  it.each(['SIGTERM', 'SIGHUP'])('is put right when we are told to end by %s', async signal => {
    const {ports, session, modes, listeners} = joined();
    const attached = attachSession(session, true, ports);
    listeners.get(signal)?.();
    await attached;
    expect(modes).toEqual(restored);
    expect(listeners.size).toBe(0);
  });

  it('tells its size when it changes', async () => {
    const {ports, session, output, sizes, ended} = joined();
    const attached = attachSession(session, true, ports);
    output.columns = 120;
    output.emit('resize');
    ended.resolve();
    await attached;
    expect(sizes).toEqual(['120x24']);
  });

  it('stays as it is where it is none: errors come apart, and the end of the input is told', async () => {
    const {ports, session, input, errors, output, modes, say, ended} = joined();
    const attached = attachSession(session, false, ports);
    const finished = new Promise(resolve => session.input.once('finish', resolve));
    input.end('all');
    await finished;
    say('oh', true);
    expect(String(errors.read())).toBe('oh');
    ended.resolve();
    await attached;
    expect(modes).toEqual([]);
    expect(output.read()).toBeNull();
  });
});
