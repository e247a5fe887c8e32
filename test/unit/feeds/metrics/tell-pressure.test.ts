import {describe, expect, it} from 'vitest';
import {tellPressure} from '../../../../source/feeds/metrics/tell-pressure.ts';
import type {Change} from '../../../../source/store/changes.ts';
import {createMetricsStore} from '../../../../source/store/metrics/create-metrics-store.ts';
import {aClock} from '../../../builders/fake-clock.ts';
import {aNodeSample, aNodeUsage} from '../../../builders/samples.ts';

const gigabyte = 1024 ** 3;

const begin = () => {
  const clock = aClock();
  const metrics = createMetricsStore();
  const told: Change[] = [];
  const stop = tellPressure({metrics, clock, queue: {push: changes => void told.push(...changes)}});
  const measure = (memoryPercent: number, diskPercent: number | null = null) => {
    const usage = aNodeUsage({
      memoryBytes: (memoryPercent / 100) * gigabyte,
      memoryLimitBytes: gigabyte,
      diskBytes: diskPercent === null ? null : diskPercent * gigabyte,
      diskLimitBytes: diskPercent === null ? null : 100 * gigabyte,
    });
    metrics.take([aNodeSample({atMs: clock.now(), usage})], clock.now());
  };
  return {clock, metrics, told, measure, stop};
};

describe('the pressure on nodes', () => {
  it('is not told while they have room', () => {
    const {told, measure} = begin();
    measure(40, 50);
    measure(79, 60);
    expect(told).toEqual([]);
  });

  it('is told in whole percent when they are nearly full, and when they are no more', () => {
    const {told, measure} = begin();
    measure(92.4, 88);
    measure(50, 60);
    expect(told).toEqual([
      {kind: 'pressure', nodes: [{id: 'n1', pressure: {memoryPercent: 92, diskPercent: 88}}]},
      {kind: 'pressure', nodes: [{id: 'n1', pressure: null}]},
    ]);
  });

  it('ends when nobody measures any longer', () => {
    const {told, measure, metrics, clock} = begin();
    measure(95);
    metrics.expire(clock.now() + 3_600_000);
    expect(told.at(-1)).toEqual({kind: 'pressure', nodes: [{id: 'n1', pressure: null}]});
  });

  it('is told no more after it was ended', () => {
    const {told, measure, stop} = begin();
    stop();
    measure(99);
    expect(told).toEqual([]);
  });
});
