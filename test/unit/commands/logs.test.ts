import {describe, expect, it} from 'vitest';
import type {LogRange, LogWish, ReadLogs} from '../../../source/cluster/read-logs.ts';
import type {LogLine} from '../../../source/domain/model/index.ts';
import {aCluster} from '../../builders/cluster.ts';
import {aLogLine, readingOf} from '../../builders/fake-logs.ts';
import {nowMs} from '../../builders/objects.ts';
import {run, snapshotOf} from './command-line.ts';

const cluster = aCluster().withManagers(1).withWorkers(1).withService('web', 2).withService('api');
const origin = {taskId: 'web-2', nodeId: 'n2', serviceId: 'web-id'};
const written = (text: string, change: Partial<LogLine> = {}) =>
  aLogLine(text, nowMs, 'web-2', {origin, nanos: 5_000, ...change});
const logs = (lines: readonly LogLine[], ...argv: readonly string[]) =>
  run(['logs', ...argv], {takeSnapshot: snapshotOf(cluster.store(), {}, readingOf(...lines))});
const time = new Date(nowMs).toISOString().slice(0, 23).replace('T', ' ');

const asked = async (...argv: readonly string[]) => {
  const wishes: {wish: LogWish; range: LogRange}[] = [];
  const readLogs: ReadLogs = (wish, range, listener) => {
    wishes.push({wish, range});
    return readingOf()(wish, range, listener);
  };
  const {code, err} = await run(['logs', ...argv], {
    takeSnapshot: snapshotOf(cluster.store(), {}, readLogs),
  });
  return {code, err, ...wishes[0]};
};

describe('medianest logs', () => {
  it('prints each line with its time, its task and its node', async () => {
    expect(await logs([written('hello')], 'web', '--timestamps', 'utc')).toEqual({
      code: 0,
      out: `${time} web.2@node-2 | hello\n`,
      err: '',
    });
  });

  it('prints nothing that a terminal would act upon, and no colours where it is piped', async () => {
    const {out} = await logs(
      [written('a\x1b[31mred\x1b[0m\x1b]0;t\x07\x1b[2J\rb\0')],
      'web',
      '--timestamps',
      'none',
    );
    expect(out).toBe('web.2@node-2 | ared b \n');
  });

  it('keeps the colours of the program on a terminal, and nothing else of what it sends', async () => {
    const {out} = await run(['logs', 'web', '--timestamps', 'none'], {
      takeSnapshot: snapshotOf(cluster.store(), {}, readingOf(written('\x1b[31mred\x1b[2Jx'))),
      terminal: {
        outputIsTerminal: true,
        inputIsTerminal: true,
        columns: 80,
        rows: 24,
        env: {TERM: 'xterm'},
        platform: 'linux',
        nodeVersion: '24.0.0',
      },
    });
    expect(out).toContain('| \x1b[31mred\x1b[0m\x1b[31mx\x1b[0m\n');
    expect(out).not.toContain('[2J');
  });

  it('prints one JSON object a line, with the fields of lines that are JSON themselves', async () => {
    const {out} = await logs(
      [written('{"level":"warn","n":1}'), written('plain', {stream: 'stderr'})],
      'web',
      '--json',
    );
    const [first, second] = out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as unknown);
    expect(first).toEqual({
      time: `${new Date(nowMs).toISOString().slice(0, 23)}005000Z`,
      stream: 'stdout',
      service: 'web',
      task: 'web.2',
      taskId: 'web-2',
      slot: 2,
      node: 'node-2',
      level: 'warn',
      text: '{"level":"warn","n":1}',
      fields: {level: 'warn', n: 1},
    });
    expect(second).toMatchObject({stream: 'stderr', level: null, text: 'plain'});
  });

  it('chooses lines by expression, inverse, level and context, with their stack traces', async () => {
    const lines = ['INFO a', 'WARN b', 'ERROR c', '\tat d', 'INFO e'].map(text => written(text));
    const texts = async (...argv: readonly string[]) => {
      const {out} = await logs(lines, 'web', '--timestamps', 'none', ...argv);
      return out
        .trimEnd()
        .split('\n')
        .map(line => line.replace(/^.* \| +/, ''));
    };
    expect(await texts('--grep', 'c$')).toEqual(['ERROR c', 'at d']);
    expect(await texts('--grep', 'INFO', '--invert')).toEqual(['WARN b', 'ERROR c', 'at d']);
    expect(await texts('--level', 'warn')).toEqual(['WARN b', 'ERROR c', 'at d']);
    expect(await texts('--level', 'error')).toEqual(['ERROR c', 'at d']);
    expect(await texts('--grep', 'INFO', '--around', '1')).toEqual([
      'INFO a',
      'WARN b',
      '--',
      'at d',
      'INFO e',
    ]);
  });

  it('says what the engine could not get, and that this is not all', async () => {
    const fault = written('Error grabbing logs: node n2 is not available', {stream: 'fault'});
    expect(await logs([written('a'), fault], 'web', '--timestamps', 'none')).toEqual({
      code: 3,
      out: 'web.2@node-2 | a\n',
      err: 'medianest logs: web.2: Error grabbing logs: node n2 is not available\n',
    });
  });

  it('says which name may have been meant', async () => {
    expect(await asked('wbe')).toMatchObject({code: 1, err: expect.stringContaining('Did you mean "web"?')});
  });

  it('gives up an expression that goes on for ever, and ends as after wrong usage', async () => {
    const {code, out, err} = await logs([written(`${'a'.repeat(60)}!`)], 'web', '--grep', '(a+)+$');
    expect({code, out}).toEqual({code: 2, out: ''});
    expect(err).toContain('--grep (a+)+$ takes too long on a line');
  });

  it('asks for what was named: services, the present task of a slot, stacks, nodes, several at once', async () => {
    expect((await asked('web')).wish).toEqual({kind: 'services', ids: ['web-id']});
    expect((await asked('web.2')).wish).toEqual({kind: 'tasks', ids: ['web-2']});
    expect((await asked('node-2')).wish).toEqual({kind: 'node', id: 'n2'});
    expect((await asked('web', 'api')).wish).toMatchObject({kind: 'several', wishes: [{}, {}]});
    expect(await asked('nope')).toMatchObject({code: 1});
  });

  it('bounds what it asks for, unless a time does', async () => {
    expect((await asked('web')).range).toEqual({follow: false, tail: 200});
    expect((await asked('web', '--since', '10m')).range).toEqual({
      follow: false,
      tail: null,
      since: {timeMs: nowMs - 600_000, nanos: 0},
    });
    expect((await asked('web', '-n', '5', '--until', '2026-01-01T00:00:00Z')).range).toEqual({
      follow: false,
      tail: 5,
      untilMs: Date.UTC(2026, 0),
    });
  });

  it('refuses what cannot be meant', async () => {
    for (const wrong of [
      ['--since', 'yesterday'],
      ['--grep', '('],
      ['--invert'],
      ['--level', 'bad'],
      ['--tail', 'x'],
      ['--follow', '--until', '1m'],
    ])
      expect(await run(['logs', 'web', ...wrong])).toMatchObject({code: 2});
  });
});
