import {expect, test} from 'vitest';
import {createKeptPasts} from '../../../../source/app/charts/kept-pasts.ts';
import type {History, HistoryPoints} from '../../../../source/domain/metrics/history.ts';
import {inColumns} from '../../../../source/panes/metrics/time-columns.ts';
import {createMetricsStore} from '../../../../source/store/metrics/create-metrics-store.ts';
import {aTaskSample} from '../../../builders/samples.ts';

const nowMs = Date.UTC(2026, 10, 24);
const columns = {nowMs, forMs: 3_600_000, count: 60};
const of = {kind: 'task', id: 't1'} as const;

/** A Prometheus that says 7 at every step, when it is let. */
const begin = (answer: () => Promise<void> = async () => undefined) => {
  const asked: string[] = [];
  let changes = 0;
  const history: History = {
    name: 'a Prometheus',
    async range(_of, metric, {fromMs, toMs, stepMs}): Promise<HistoryPoints> {
      asked.push(metric);
      await answer();
      const count = Math.floor((toMs - fromMs) / stepMs) + 1;
      const timesMs = Float64Array.from({length: count}, (_, index) => fromMs + index * stepMs);
      return {timesMs, values: new Float64Array(count).fill(7)};
    },
  };
  const pasts = createKeptPasts({
    history: () => history,
    onChange: () => {
      changes += 1;
    },
  });
  return {pasts, asked, changes: () => changes};
};
const settled = () => new Promise(resolve => setImmediate(resolve));

test('what is older than our own figures is filled from what a Prometheus has kept', async () => {
  const {pasts, changes} = begin();
  const metrics = createMetricsStore();
  for (let second = 0; second < 600; second += 2) {
    const atMs = nowMs - 600_000 + second * 1_000;
    metrics.take([aTaskSample({atMs})], atMs);
  }
  const values = () => inColumns([of], 'cpuPercent', metrics, columns, pasts.older).map(Math.round);
  expect(values().slice(0, 49).every(Number.isNaN)).toBe(true);
  await settled();
  expect(changes()).toBe(1);
  expect(values().slice(0, 49)).toEqual(Array(49).fill(7));
  expect(values().slice(-9)).toEqual(Array(9).fill(10));
});

test('the same question is asked once, however often it is painted, and again when it has grown old', async () => {
  const {pasts, asked} = begin();
  for (let paint = 0; paint < 20; paint += 1) pasts.older(of, 'cpuPercent', columns);
  await settled();
  pasts.older(of, 'cpuPercent', {...columns, nowMs: nowMs + 30_000});
  expect(asked).toEqual(['cpuPercent']);
  pasts.older(of, 'cpuPercent', {...columns, nowMs: nowMs + 61_000});
  expect(asked).toHaveLength(2);
});

test('a Prometheus that fails is not asked with every paint, and nothing is drawn for it', async () => {
  const {pasts, asked, changes} = begin(() => Promise.reject(new Error('it is gone')));
  pasts.older(of, 'cpuPercent', columns);
  await settled();
  expect(pasts.older(of, 'cpuPercent', columns)).toBeNull();
  expect([asked.length, changes()]).toEqual([1, 0]);
});

test('what comes after the end changes nothing', async () => {
  const {pasts, changes} = begin();
  pasts.older(of, 'cpuPercent', columns);
  pasts.stop();
  await settled();
  expect(changes()).toBe(0);
});
