import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {columnOf, columnStartMs, inColumns} from '../../../../source/panes/metrics/time-columns.ts';
import {createMetricsStore} from '../../../../source/store/metrics/create-metrics-store.ts';
import {aTaskSample, aUsage} from '../../../builders/samples.ts';

const startMs = Date.UTC(2026, 10, 24);
const minuteMs = 60_000;

describe('columns of a chart', () => {
  it('begin where they are said to, whatever the span and the width', () => {
    fc.assert(
      fc.property(
        fc.integer({min: 1, max: 400}),
        fc.integer({min: 5, max: 1_440}),
        fc.nat(),
        (count, minutes, at) => {
          const columns = {nowMs: startMs, forMs: minutes * minuteMs, count};
          const column = at % count;
          expect(columnOf(columns, columnStartMs(columns, column + 0.5))).toBe(column);
        },
      ),
    );
  });

  const fed = (seconds: number, cpuAt: (second: number) => number) => {
    const metrics = createMetricsStore();
    for (let second = 0; second < seconds; second += 2) {
      const atMs = startMs + second * 1_000;
      metrics.take([aTaskSample({atMs, usage: aUsage({cpuPercent: cpuAt(second)})})], atMs);
    }
    return metrics;
  };
  const task = [{kind: 'task', id: 't1'}] as const;

  it('have no gaps where columns are finer than measurements', () => {
    const metrics = fed(600, () => 50);
    const columns = {nowMs: startMs + 600_000, forMs: 5 * minuteMs, count: 400};
    const values = inColumns(task, 'cpuPercent', metrics, columns);
    expect(values.every(value => Math.round(value) === 50)).toBe(true);
  });

  it('keep a peak that is far shorter than a column', () => {
    const metrics = fed(3_000, second => (second === 1_000 ? 90 : 5));
    const columns = {nowMs: startMs + 3_000_000, forMs: 60 * minuteMs, count: 60};
    const values = inColumns(task, 'cpuPercent', metrics, columns).filter(value => !Number.isNaN(value));
    expect(values.filter(value => value > 80)).toHaveLength(1);
    expect(values.filter(value => value < 10).length).toBeGreaterThan(40);
  });

  it('add up several, and are unknown only where none is known', () => {
    const metrics = createMetricsStore();
    for (let second = 0; second < 60; second += 2) {
      const atMs = startMs + second * 1_000;
      const samples = [aTaskSample({atMs}), aTaskSample({atMs, id: 't2'})];
      metrics.take(second < 30 ? samples : samples.slice(0, 1), atMs);
    }
    const columns = {nowMs: startMs + 60_000, forMs: 2 * minuteMs, count: 12};
    const both = [
      {kind: 'task', id: 't1'},
      {kind: 'task', id: 't2'},
    ] as const;
    const values = inColumns(both, 'cpuPercent', metrics, columns).map(value => Math.round(value));
    expect(values.slice(0, 6)).toEqual(Array(6).fill(Number.NaN));
    expect(values.slice(6)).toEqual([20, 20, 20, 10, 10, 10]);
  });
});
