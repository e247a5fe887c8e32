import {expect, test} from 'vitest';
import {createFrameClock} from '../../../../source/terminal/frame-clock.ts';
import {clearCells} from '../../../../source/terminal/stage/cells/cells.ts';
import {createFrameLoop} from '../../../../source/terminal/stage/frame-loop.ts';
import {drawLine} from '../../../../source/terminal/stage/paint/draw-text.ts';
import {aLink} from '../../../builders/link.ts';

const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve));

/** A loop whose state is one line of text, on a clock that ticks when the test says so. */
function aLoop(size = {columns: 20, rows: 3}) {
  const link = aLink();
  const waiting = new Set<() => void>();
  const state = {text: '', size};
  const clock = createFrameClock(() => 33, {
    now: () => 0,
    after(_delayMs, run) {
      waiting.add(run);
      return () => waiting.delete(run);
    },
  });
  const loop = createFrameLoop({
    link,
    clock,
    size: () => state.size,
    source: {
      paint(cells, palette) {
        clearCells(cells);
        drawLine(cells, palette, state.text, 0, 0);
        return null;
      },
      forget() {},
    },
  });
  return {
    link,
    loop,
    state,
    change(text: string) {
      state.text = text;
      loop.changed();
    },
    async tick() {
      for (const run of [...waiting]) {
        waiting.delete(run);
        run();
      }
      await nextTurn();
    },
  };
}

test('changes that nobody asked for are painted together, with the next frame', async () => {
  const {loop, change, tick, link} = aLoop();
  change('one');
  change('two');
  expect(loop.counts.paints).toBe(0);
  await tick();
  expect(loop.counts).toMatchObject({paints: 1, frames: 1});
  expect(link.sent).toContain('two');
  expect(link.sent).not.toContain('one');
});

test('the answer to a key is painted without waiting for a frame', async () => {
  const {loop, change, link} = aLoop();
  loop.expectChange();
  change('answer');
  await Promise.resolve();
  expect(loop.counts.paints).toBe(1);
  expect(link.sent).toContain('answer');
});

test('what comes after the answer waits for its frame again', async () => {
  const {loop, change, tick} = aLoop();
  loop.expectChange();
  change('answer');
  await nextTurn();
  await nextTurn();
  await nextTurn();
  change('news');
  await nextTurn();
  expect(loop.counts.paints).toBe(1);
  await tick();
  expect(loop.counts.paints).toBe(2);
});

test('nothing is painted while the terminal is busy; then its newest state is', async () => {
  const {loop, change, tick, link} = aLoop();
  change('first');
  await tick();
  link.take();
  link.block();
  for (const text of ['second', 'third', 'newest']) {
    change(text);
    await tick();
  }
  expect(loop.counts.paints).toBe(1);
  expect(link.take()).toBe('');
  link.drain();
  expect(loop.counts.paints).toBe(2);
  expect(link.take()).toContain('newest');
});

test('a state that came back to what is shown sends nothing', async () => {
  const {loop, change, tick, link} = aLoop();
  change('same');
  await tick();
  link.take();
  change('same');
  await tick();
  expect(loop.counts).toMatchObject({paints: 2, frames: 1});
  expect(link.take()).toBe('');
});

test('while paused nothing is sent; afterwards all is', async () => {
  const {loop, change, tick, link} = aLoop();
  change('before');
  await tick();
  link.take();
  loop.pause();
  change('meanwhile');
  await tick();
  expect(link.take()).toBe('');
  loop.resume();
  expect(link.take()).toContain('meanwhile');
});

test('a new size is painted whole', async () => {
  const {loop, change, tick, link, state} = aLoop();
  change('text');
  await tick();
  link.take();
  state.size = {columns: 10, rows: 2};
  loop.forget();
  loop.changed();
  await tick();
  expect(link.take()).toContain('text');
});

test('waiting for the paint ends when the terminal takes it, or when nothing is painted any more', async () => {
  const {loop, change, link} = aLoop();
  link.block();
  change('late');
  const painted = loop.painted();
  link.drain();
  await painted;
  expect(link.sent).toContain('late');
  link.block();
  change('never');
  const closed = loop.painted();
  loop.close();
  await closed;
  link.drain();
  expect(link.sent).not.toContain('never');
});
