import {PassThrough} from 'node:stream';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {openLink} from '../../../../source/terminal/link/link.ts';
import {aSlowTerminal, handTimers} from '../../../builders/slow-terminal.ts';

/** 64 KB/s behind a pty's buffer. */
const slow = {bytesPerMs: 64, capacity: 12_000};

const open = (line: {readonly bytesPerMs: number; readonly capacity: number} = slow) => {
  const timers = handTimers();
  const device = aSlowTerminal(timers, line);
  const errors: unknown[] = [];
  const link = openLink({
    stdout: new PassThrough(),
    timers,
    device,
    onError: error => void errors.push(error),
  });
  let drains = 0;
  link.onDrain(() => {
    drains += 1;
  });
  return {timers, device, link, errors, drains: () => drains};
};

describe('a fast terminal', () => {
  const fast = {bytesPerMs: 10_000, capacity: 64_000};

  test('takes a frame at once: it is never busy, nothing waits, frames may follow each other at 30 a second', () => {
    const {link, device, timers, drains} = open(fast);
    for (let frame = 0; frame < 100; frame++) {
      link.send('x'.repeat(9000));
      expect(link.isBusy).toBe(false);
      timers.advance(33);
    }
    expect(device.text()).toHaveLength(900_000);
    expect([timers.waiting, drains(), link.frameIntervalMs]).toEqual([0, 0, 33]);
  });
});

describe('a slow terminal', () => {
  test('is busy until all was taken, and tells once when it was', () => {
    const {link, timers, device, drains} = open();
    link.send('x'.repeat(20_000));
    expect(link.isBusy).toBe(true);
    timers.advance(100);
    expect([link.isBusy, drains()]).toEqual([true, 0]);
    timers.advance(400);
    expect([link.isBusy, drains(), device.text().length]).toEqual([false, 1, 20_000]);
    expect(timers.waiting).toBe(0);
  });

  test('is given the next frame when what its buffer hides has mostly gone', () => {
    const {link, timers, device} = open();
    link.send('x'.repeat(20_000));
    while (link.isBusy) timers.advance(1);
    // 30 ms of 64 KB/s, and what the measurement is wrong by.
    expect(device.held()).toBeLessThan(64 * 60);
  });

  test('shows the newest state within the time of two frames, however many states there were', () => {
    const {link, timers, device} = open();
    const frame = 8700;
    const shown: number[] = [];
    let isDirty = false;
    let ageMs = 0;
    link.onDrain(() => {
      if (isDirty) paint();
    });
    const paint = () => {
      isDirty = false;
      shown.push((device.held() + frame) / slow.bytesPerMs);
      link.send('x'.repeat(frame));
    };
    for (ageMs = 0; ageMs < 10_000; ageMs += 2) {
      if (link.isBusy) isDirty = true;
      else paint();
      timers.advance(2);
    }
    const late = shown.slice(3).filter(ms => ms > (2 * frame) / slow.bytesPerMs);
    // Trying whether the link has become faster costs a late frame now and then.
    expect(late.length).toBeLessThan(shown.length / 5);
    expect(device.text().length).toBeGreaterThan(0.7 * 64 * 10_000);
  });

  test('gets background frames more seldom, and again as often as before when it has become fast', () => {
    const {link, timers, device} = open();
    const storm = (frames: number) => {
      for (let count = 0; count < frames; count++) {
        if (!link.isBusy) link.send('x'.repeat(8000));
        timers.advance(link.frameIntervalMs);
      }
    };
    storm(20);
    expect(link.frameIntervalMs).toBeGreaterThan(100);
    expect(link.frameIntervalMs).toBeLessThanOrEqual(250);
    device.setRate(10_000);
    storm(200);
    expect(link.frameIntervalMs).toBe(33);
  });

  test('is not taken for slower because little was sent', () => {
    const {link, timers} = open();
    link.send('x'.repeat(20_000));
    timers.advance(1000);
    for (let count = 0; count < 50; count++) {
      link.send('moved');
      timers.advance(1000);
    }
    expect(link.isBusy).toBe(false);
    expect(link.frameIntervalMs).toBe(33);
  });
});

test('whatever is sent arrives whole and in order, on any line', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({text: fc.string({unit: 'grapheme', maxLength: 400}), pauseMs: fc.nat(50)})),
      fc.integer({min: 1, max: 100}),
      fc.integer({min: 1, max: 2000}),
      (sends, bytesPerMs, capacity) => {
        const {link, timers, device} = open({bytesPerMs, capacity});
        for (const {text, pauseMs} of sends) {
          link.send(text);
          timers.advance(pauseMs);
        }
        timers.advance(1_000_000);
        expect(device.text()).toBe(sends.map(({text}) => text).join(''));
        expect([link.isBusy, timers.waiting]).toEqual([false, 0]);
      },
    ),
  );
});

describe('the last words', () => {
  test('come after the rest of the frame that was under way', () => {
    const {link, device} = open();
    link.send('x'.repeat(20_000));
    link.sendNow('\x1b[?1049l');
    expect(device.text()).toBe(`${'x'.repeat(20_000)}\x1b[?1049l`);
  });

  test('of a terminal that takes nothing are given up after a bounded time', () => {
    const {link, timers} = open({bytesPerMs: 0, capacity: 12_000});
    link.send('x'.repeat(20_000));
    const before = timers.now();
    link.sendNow('\x1b[?1049l');
    expect(timers.now() - before).toBeLessThanOrEqual(700);
  });

  test('cancel the sequence in which a frame was cut', () => {
    const {link, device} = open({bytesPerMs: 0.1, capacity: 1000});
    link.send('\x1b[1m'.repeat(1000));
    link.sendNow('\x1b[?25h');
    expect(device.text().endsWith('\x18\x1b[?25h')).toBe(true);
  });

  test('are not the end: after a child had the terminal, frames follow', () => {
    const {link, timers, device} = open();
    link.send('x'.repeat(20_000));
    link.sendNow('off');
    expect(link.isBusy).toBe(false);
    link.send('on');
    timers.advance(1000);
    expect(device.text().endsWith('offon')).toBe(true);
    expect([link.isBusy, timers.waiting]).toEqual([false, 0]);
  });

  test('that found no room do not keep later frames away', () => {
    const {link, timers, device} = open({bytesPerMs: 0, capacity: 100});
    link.send('x'.repeat(200));
    link.sendNow('off');
    device.setRate(64);
    link.send('on');
    timers.advance(1000);
    expect(device.text().endsWith('on')).toBe(true);
  });
});

test('a terminal that is gone is told once, and nothing waits for it', () => {
  const {link, timers, device, errors} = open();
  link.send('x'.repeat(20_000));
  device.hangUp();
  timers.advance(1000);
  link.send('more');
  link.sendNow('last');
  expect(errors).toEqual([new Error('EIO')]);
  expect([timers.waiting, device.isClosed]).toEqual([0, true]);
});

describe('a stream that is no terminal', () => {
  test('is busy until it has passed on what it was given', async () => {
    const stdout = new PassThrough({highWaterMark: 10});
    const link = openLink({stdout, timers: handTimers()});
    const {promise: drained, resolve} = Promise.withResolvers<void>();
    link.onDrain(resolve);
    link.send('héllo '.repeat(100));
    link.send('world');
    expect(link.isBusy).toBe(true);
    const text = stdout.setEncoding('utf8').toArray();
    await drained;
    link.close();
    stdout.end();
    expect((await text).join('')).toBe(`${'héllo '.repeat(100)}world`);
  });

  test('that is a terminal which cannot be opened a second time gets pieces, one a turn', async () => {
    const pieces: number[] = [];
    const turns: number[] = [];
    let turn = 0;
    const count = () => {
      turn += 1;
      if (pieces.length < 9) setImmediate(count);
    };
    const stdout = Object.assign(
      new PassThrough({
        transform(chunk: Buffer, _encoding, done) {
          pieces.push(chunk.length);
          turns.push(turn);
          done();
        },
      }),
      {isTTY: true, fd: -1},
    ).resume();
    const link = openLink({stdout, timers: handTimers(), platform: 'win32'});
    const {promise: drained, resolve} = Promise.withResolvers<void>();
    link.onDrain(resolve);
    count();
    link.send('x'.repeat(9000));
    await drained;
    expect(Math.max(...pieces)).toBe(1024);
    expect(new Set(turns).size).toBe(pieces.length);
  });
});
