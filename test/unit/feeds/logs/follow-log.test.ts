import {describe, expect, it} from 'vitest';
import type {LogLine} from '../../../../source/domain/model/index.ts';
import {createBackoff} from '../../../../source/feeds/link/backoff.ts';
import {followLog} from '../../../../source/feeds/logs/follow-log.ts';
import {aClock} from '../../../builders/fake-clock.ts';
import {aFakeEngine} from '../../../builders/fake-engine.ts';
import {aLogLine, fakeLogs, textsOf} from '../../../builders/fake-logs.ts';

const following = (follow = true, logs = fakeLogs()) => {
  const clock = aClock();
  const engine = {...aFakeEngine(), readLogs: logs.readLogs};
  const ending = new AbortController();
  const lines: LogLine[] = [];
  const reasons: (string | null)[] = [];
  let connected = true;
  let isOver = false;
  const done = followLog({
    engine: () => (connected ? engine : null),
    clock,
    backoff: createBackoff({firstMs: 250, capMs: 5_000, jitter: 0}, () => 0),
    signal: ending.signal,
    subject: {kind: 'service', id: 's1'},
    range: {tail: 200, follow},
    onLines: more => void lines.push(...more),
    onBroken: reason => void reasons.push(reason),
    isOver: () => isOver,
  });
  return {
    clock,
    logs,
    lines,
    reasons,
    done,
    end: () => ending.abort(),
    connect: (is: boolean) => {
      connected = is;
    },
    over: () => {
      isOver = true;
    },
  };
};
const programs = (lines: readonly LogLine[]) => textsOf(lines.filter(({stream}) => stream === 'stdout'));

describe('following a log', () => {
  it('goes on without gap or duplicate when the leader dies, and tells what the engine said', async () => {
    const {clock, logs, lines, reasons} = following();
    await clock.advance(10);
    logs.write(aLogLine('1', clock.now()), aLogLine('2', clock.now()));
    await clock.advance(10);
    logs.breakStreams('Error grabbing logs: rpc error: code = Unavailable');
    logs.refuse('unreachable');
    await clock.advance(4_000);
    logs.write(aLogLine('3', clock.now(), 't2'));
    logs.refuse(null);
    await clock.advance(9_000);
    logs.write(aLogLine('4', clock.now()));
    await clock.advance(10);
    expect(programs(lines)).toEqual(['1', '2', '3', '4']);
    const told = textsOf(lines.filter(({stream}) => stream !== 'stdout'));
    expect(told[0]).toBe('Error grabbing logs: rpc error: code = Unavailable');
    expect(told[1]).toBe('fake unreachable');
    expect(told.at(-1)).toMatch(/^read again after \d+ s, from the last line on$/);
    expect(told.filter(text => text === 'fake unreachable')).toHaveLength(1);
    expect(reasons[0]).toBeNull();
    expect(reasons.at(-1)).toBeNull();
  });

  it('asks for no more than the first tail, and later only for what is new', async () => {
    const {clock, logs} = following();
    await clock.advance(10);
    logs.write(aLogLine('1', clock.now()));
    await clock.advance(10);
    logs.breakStreams();
    await clock.advance(1_000);
    expect(logs.asked[0]).toEqual({tail: 200, follow: true});
    expect(logs.asked[1]).toMatchObject({follow: true, since: {timeMs: 1_000_010 - 2_000, nanos: 0}});
  });

  it('tells of the gap when the engine has lost lines meanwhile', async () => {
    const {clock, logs, lines} = following();
    await clock.advance(10);
    logs.write(aLogLine('1', clock.now()));
    await clock.advance(10);
    logs.breakStreams();
    logs.refuse('unreachable');
    await clock.advance(100);
    logs.write(aLogLine('2', clock.now()), aLogLine('3', clock.now() + 1));
    logs.forget('t1', 2);
    logs.refuse(null);
    await clock.advance(5_000);
    expect(lines.map(({stream}) => stream)).toContain('gap');
    expect(programs(lines)).toEqual(['1', '3']);
  });

  it('waits for another manager while none is connected', async () => {
    const {clock, logs, lines, reasons, connect} = following();
    await clock.advance(10);
    connect(false);
    logs.breakStreams();
    await clock.advance(3_000);
    expect(reasons.at(-1)).toBe('no engine is connected');
    logs.write(aLogLine('meanwhile', clock.now()));
    connect(true);
    await clock.advance(1_000);
    expect(programs(lines)).toEqual(['meanwhile']);
  });

  it('knows again what a node sends anew after it was away', async () => {
    const {clock, logs, lines} = following();
    await clock.advance(10);
    logs.write(aLogLine('1', clock.now()), aLogLine('2', clock.now() + 1));
    await clock.advance(10);
    logs.beginAnew('t1');
    logs.write(aLogLine('3', clock.now() + 5));
    await clock.advance(10);
    expect(programs(lines)).toEqual(['1', '2', '3']);
  });

  it('that was to be read once ends when the engine falls silent in the middle, and says so', async () => {
    const endless = fakeLogs();
    endless.neverEnd();
    const {clock, lines, done} = following(false, endless);
    await clock.advance(10_500);
    await done;
    expect(textsOf(lines)).toEqual([
      'the engine did not end its answer and was silent for 10 s: lines may be missing',
    ]);
  });

  it('ends when its task has ended, when its service is gone, or when it was not to be followed', async () => {
    const ended = following();
    await ended.clock.advance(10);
    ended.over();
    ended.logs.breakStreams();
    await ended.done;
    const gone = following();
    await gone.clock.advance(10);
    gone.logs.refuse('not-found');
    gone.logs.breakStreams();
    await gone.clock.advance(1_000);
    await gone.done;
    expect(textsOf(gone.lines)).toEqual(['the service is gone, and its log with it']);
    const once = following(false);
    await once.done;
    expect(once.logs.asked).toHaveLength(1);
  });

  it('looks for what a task wrote that was cut off when the stream broke, however long it had been silent', async () => {
    const {clock, logs, lines} = following();
    await clock.advance(10);
    logs.write(aLogLine('a', clock.now()), aLogLine('1', clock.now(), 't2'));
    await clock.advance(1_000);
    logs.cutOff('t1');
    logs.write(aLogLine('b', clock.now()), aLogLine('c', clock.now()));
    await clock.advance(60_000);
    logs.write(aLogLine('2', clock.now(), 't2'));
    await clock.advance(10);
    logs.breakStreams();
    logs.cutOff(null);
    await clock.advance(5_000);
    logs.write(aLogLine('d', clock.now()), aLogLine('3', clock.now(), 't2'));
    await clock.advance(10);
    expect(programs(lines).toSorted()).toEqual(['1', '2', '3', 'a', 'b', 'c', 'd']);
    expect(programs(lines).filter(text => /[a-d]/.test(text))).toEqual(['a', 'b', 'c', 'd']);
    expect(lines.map(({stream}) => stream)).not.toContain('gap');
  });

  it('looks again when such a task is back only later, before its new lines', async () => {
    const {clock, logs, lines} = following();
    await clock.advance(10);
    logs.write(aLogLine('a', clock.now()), aLogLine('1', clock.now(), 't2'));
    await clock.advance(1_000);
    logs.cutOff('t1');
    logs.write(aLogLine('b', clock.now()));
    await clock.advance(60_000);
    logs.write(aLogLine('2', clock.now(), 't2'));
    await clock.advance(10);
    logs.breakStreams();
    await clock.advance(5_000);
    logs.cutOff(null);
    logs.write(aLogLine('c', clock.now()));
    await clock.advance(100);
    logs.write(aLogLine('d', clock.now()));
    await clock.advance(100);
    expect(programs(lines).filter(text => /[a-d]/.test(text))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('draws a gap where what such a task wrote is lost', async () => {
    const {clock, logs, lines} = following();
    await clock.advance(10);
    logs.write(aLogLine('a', clock.now()), aLogLine('1', clock.now(), 't2'));
    await clock.advance(60_000);
    logs.write(aLogLine('b', clock.now()), aLogLine('2', clock.now(), 't2'));
    logs.breakStreams();
    logs.forget('t1', 2);
    await clock.advance(40_000);
    logs.write(aLogLine('c', clock.now()));
    await clock.advance(100);
    const own = lines.filter(({origin}) => origin.taskId === 't1');
    expect(own.map(({stream}) => stream)).toEqual(['stdout', 'stdout', 'gap', 'stdout']);
    expect(programs(own)).toEqual(['a', 'b', 'c']);
  });
});
