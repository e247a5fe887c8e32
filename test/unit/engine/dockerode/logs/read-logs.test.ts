import {Buffer} from 'node:buffer';
import {describe, expect, it} from 'vitest';
import type {LogLine} from '../../../../../source/domain/model/index.ts';
import {dockerodeEngine} from '../../../../../source/engine/dockerode/dockerode-engine.ts';
import type {LogRange, LogSubject} from '../../../../../source/engine/logs.ts';
import {socketEndpoint} from '../../../../builders/endpoints.ts';
import {aWire} from '../../../../builders/fake-wire.ts';
import {logFrame, logHead} from '../../../../builders/log-stream.ts';

const {signal} = new AbortController();

const reading = async (subject: LogSubject, range: LogRange, body = '') => {
  const wire = aWire({[`/v1.51/${subject.kind}s/x/logs`]: body});
  const engine = dockerodeEngine(wire, socketEndpoint(), '1.51', {
    apiVersion: '1.51',
    swarm: 'active/manager',
  });
  const lines: LogLine[] = [];
  for await (const batch of engine.readLogs(subject, range, signal)) lines.push(...batch);
  return {query: wire.asked[0]?.query, texts: lines.map(({text}) => Buffer.from(text).toString())};
};

describe('reading logs', () => {
  it('asks for times and for who wrote each line, and bounds what comes', async () => {
    const {query} = await reading({kind: 'service', id: 'x'}, {tail: 200, follow: true});
    expect(query).toEqual({
      stdout: '1',
      stderr: '1',
      timestamps: '1',
      details: '1',
      follow: '1',
      tail: '200',
    });
  });

  it('gives the beginning to the nanosecond, in seconds', async () => {
    const since = {timeMs: 1_763_902_494_081, nanos: 921_624};
    const {query} = await reading({kind: 'task', id: 'x'}, {tail: null, since, follow: false});
    expect(query).toMatchObject({tail: 'all', since: '1763902494.081921624'});
  });

  it('keeps to the end itself where the engine looks at none', async () => {
    const body = ['2026-01-01T00:00:01Z', '2026-01-01T00:00:02Z']
      .map(time => `${logHead(time, 't1')}${time}\r\n`)
      .join('');
    const untilMs = Date.parse('2026-01-01T00:00:01Z');
    const service = await reading({kind: 'service', id: 'x'}, {tail: null, untilMs, follow: false}, body);
    expect(service.texts).toEqual(['2026-01-01T00:00:01Z']);
    expect(service.query).not.toHaveProperty('until');
    const container = await reading({kind: 'container', id: 'x'}, {tail: null, untilMs, follow: false});
    expect(container.query).toMatchObject({until: '1767225601.000000000'});
  });

  it('leaves the answer for a task where the time that was asked for ends', async () => {
    const times = ['2026-01-01T00:00:01Z', '2026-01-01T00:00:09Z'];
    const whole = times.map(time => logFrame('stdout', `${logHead(time, 't1')}${time}\n`));
    const wire = aWire({'/v1.51/tasks/x/logs': ''});
    let read = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        const frame = whole[read];
        read += 1;
        if (frame === undefined) throw new Error('more was read than was asked for');
        yield frame;
      }
    }
    const engine = dockerodeEngine({...wire, read: endless}, socketEndpoint(), '1.51', {
      apiVersion: '1.51',
      swarm: 'active/manager',
    });
    const untilMs = Date.parse('2026-01-01T00:00:02Z');
    const texts: string[] = [];
    for await (const batch of engine.readLogs(
      {kind: 'task', id: 'x'},
      {tail: null, untilMs, follow: false},
      signal,
    ))
      texts.push(...batch.map(({text}) => Buffer.from(text).toString()));
    expect(texts).toEqual([times[0]]);
    expect(read).toBe(2);
  });
});
