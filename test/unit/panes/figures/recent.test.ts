import {expect, test} from 'vitest';
import {recent} from '../../../../source/panes/figures/recent.ts';
import {createMetricsStore} from '../../../../source/store/metrics/create-metrics-store.ts';
import {aTaskSample, aUsage} from '../../../builders/samples.ts';

const startMs = Date.UTC(2026, 10, 24);
const stepMs = 12_000;
const task = (id: string) => ({kind: 'task', id}) as const;

const fed = (seconds: number) => {
  const metrics = createMetricsStore();
  for (let second = 0; second < seconds; second += 2) {
    const atMs = startMs + second * 1_000;
    const usage = aUsage({cpuPercent: second < 24 ? 10 : 30});
    metrics.take([aTaskSample({atMs, usage}), aTaskSample({atMs, id: 't2', usage})], atMs);
  }
  return metrics;
};
const whole = (values: readonly number[]) => values.map(Math.round);

test('steps are means, of several things together, and unknown before the first figure', () => {
  const steps = {nowMs: startMs + 47_999, stepMs, count: 5};
  expect(whole(recent([task('t1')], 'cpuPercent', fed(48), steps))).toEqual([Number.NaN, 10, 10, 30, 30]);
  expect(whole(recent([task('t1'), task('t2')], 'cpuPercent', fed(48), steps)).slice(1)).toEqual([
    20, 20, 60, 60,
  ]);
});

test('a step that has just begun goes on with what was', () => {
  const steps = {nowMs: startMs + 48_100, stepMs, count: 3};
  expect(whole(recent([task('t1')], 'cpuPercent', fed(48), steps))).toEqual([30, 30, 30]);
});

test('what nobody told of for longer stays a gap', () => {
  const steps = {nowMs: startMs + 80_000, stepMs, count: 4};
  expect(whole(recent([task('t1')], 'cpuPercent', fed(48), steps))).toEqual([
    30,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
});
