import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {followFigures} from '../../../../source/app/console/follow-figures.ts';
import type {PanelContent} from '../../../../source/app/console-model.ts';
import {createMetricsStore} from '../../../../source/store/metrics/create-metrics-store.ts';
import {aNodeSample, aTaskSample} from '../../../builders/samples.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A screen with a list in which this task is in view, and everything that is painted counted. */
const begin = (inView: string, isMoving = false) => {
  const metrics = createMetricsStore();
  const counts = {worked: 0, painted: 0};
  const live = {showsFigures: (touched: {tasks: ReadonlySet<string>}) => touched.tasks.has(inView)};
  const stop = followFigures({
    metrics,
    screen: {
      shown: () => [{kind: 'list', live, top: 0, rows: []} as unknown as PanelContent],
      isOther: () => true,
    },
    lists: {applyFigures: () => isMoving},
    repaints: {
      invalidate() {
        counts.worked += 1;
      },
      paint() {
        counts.painted += 1;
      },
    },
    terminal: {schedule: work => work()},
    after: (ms, call) => void setTimeout(call, ms),
    nowMs: Date.now,
  });
  /** So many reports of a task, spread over some seconds. */
  const report = (id: string, seconds: number, perSecond = 10) => {
    for (let count = 0; count < seconds * perSecond; count += 1) {
      metrics.take([aTaskSample({id, atMs: Date.now()})], Date.now());
      vi.advanceTimersByTime(1_000 / perSecond);
    }
  };
  return {metrics, counts, report, stop};
};

test('figures in view are painted once a second, however many reports come', () => {
  const {counts, report} = begin('t1');
  report('t1', 10, 50);
  expect(counts.painted).toBeGreaterThanOrEqual(9);
  expect(counts.painted).toBeLessThanOrEqual(11);
});

test('figures that nobody sees paint nothing, and the screen is not even worked out', () => {
  const {counts, report} = begin('t1');
  report('t2', 10);
  expect(counts).toEqual({worked: 0, painted: 0});
});

test('figures that nobody sees are worked out where the order hangs on them', () => {
  const {counts, report} = begin('t1', true);
  report('t2', 3);
  expect(counts.worked).toBeGreaterThan(1);
});

test('figures of nodes are seen above the panes', () => {
  const {metrics, counts} = begin('t1');
  metrics.take([aNodeSample({atMs: Date.now()})], Date.now());
  vi.advanceTimersByTime(1_100);
  expect(counts.painted).toBe(1);
});

test('nothing comes in, nothing is painted; and nothing after the end', () => {
  const {metrics, counts, stop} = begin('t1');
  vi.advanceTimersByTime(60_000);
  expect(vi.getTimerCount()).toBe(0);
  metrics.take([aTaskSample({atMs: Date.now()})], Date.now());
  stop();
  vi.advanceTimersByTime(5_000);
  expect(counts).toEqual({worked: 0, painted: 0});
});
