import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {ContainerStats} from '../../../../source/domain/metrics/container-stats.ts';
import {cpuPercent, rate, usageBetween, usedMemory} from '../../../../source/domain/metrics/formulas.ts';

const second = 1e9;
const reading = (changes: Partial<ContainerStats> = {}): ContainerStats => ({
  atMs: 1_000,
  cpu: {containerNs: 0, systemNs: 0, onlineCpus: 4},
  memory: {usage: 100, reclaimable: 40, limit: 1_000},
  receivedBytes: 0,
  sentBytes: 0,
  readBytes: 0,
  writtenBytes: 0,
  ...changes,
});

describe('the formulas of the docker CLI', () => {
  it.each([
    ['one core of four', {containerNs: 2 * second, systemNs: 8 * second, onlineCpus: 4}, 100],
    ['all four cores', {containerNs: 8 * second, systemNs: 8 * second, onlineCpus: 4}, 400],
    ['half of a core', {containerNs: 1 * second, systemNs: 8 * second, onlineCpus: 4}, 50],
    ['nothing', {containerNs: 0, systemNs: 8 * second, onlineCpus: 4}, 0],
    ['a clock that stood', {containerNs: 1 * second, systemNs: 0, onlineCpus: 4}, null],
    ['a machine that tells no cores', {containerNs: 1 * second, systemNs: 8 * second, onlineCpus: 0}, null],
  ])('count %s as it is', (_, now, expected) => {
    expect(cpuPercent({containerNs: 0, systemNs: 0, onlineCpus: 4}, now)).toBe(expected);
  });

  it('do not know the share of a container that was started again', () => {
    const before = {containerNs: 5 * second, systemNs: 0, onlineCpus: 4};
    expect(cpuPercent(before, {containerNs: second, systemNs: second, onlineCpus: 4})).toBeNull();
  });

  it.each([
    ['without the cache that can be given back', {usage: 100, reclaimable: 40, limit: 0}, 60],
    ['whole when the cache cannot be right', {usage: 100, reclaimable: 100, limit: 0}, 100],
    ['whole when there is no cache', {usage: 100, reclaimable: 0, limit: 0}, 100],
  ])('count memory %s', (_, memory, expected) => {
    expect(usedMemory(memory)).toBe(expected);
  });

  it('know no rate of a counter that fell, was not there or took no time', () => {
    expect(rate(10, 5, 1_000)).toBeNull();
    expect(rate(null, 5, 1_000)).toBeNull();
    expect(rate(5, null, 1_000)).toBeNull();
    expect(rate(5, 6, 0)).toBeNull();
    expect(rate(5, 1_005, 2_000)).toBe(500);
  });

  it('know from one reading what needs no other, and no more', () => {
    expect(usageBetween(null, reading())).toEqual({
      cpuPercent: null,
      memoryBytes: 60,
      memoryLimitBytes: 1_000,
      receivedRate: null,
      sentRate: null,
      readRate: null,
      writtenRate: null,
    });
  });

  it('say nothing of what an engine does not count', () => {
    const bare = reading({cpu: null, memory: null, receivedBytes: null, readBytes: null});
    expect(usageBetween(bare, {...bare, atMs: 2_000})).toMatchObject({
      cpuPercent: null,
      memoryBytes: null,
      memoryLimitBytes: null,
      receivedRate: null,
      sentRate: 0,
      readRate: null,
    });
  });

  it('never make a negative or infinite figure, whatever the counters do', () => {
    const counter = fc.option(fc.nat({max: 1e12}), {nil: null});
    const any = fc.record({
      atMs: fc.nat({max: 1e6}),
      cpu: fc.option(
        fc.record({containerNs: fc.nat({max: 1e12}), systemNs: fc.nat({max: 1e12}), onlineCpus: fc.nat(64)}),
        {nil: null},
      ),
      memory: fc.option(fc.record({usage: fc.nat(), reclaimable: fc.nat(), limit: fc.nat()}), {nil: null}),
      receivedBytes: counter,
      sentBytes: counter,
      readBytes: counter,
      writtenBytes: counter,
    });
    fc.assert(
      fc.property(any, any, (before, now) => {
        for (const figure of Object.values(usageBetween(before, now))) {
          expect(figure === null || (Number.isFinite(figure) && figure >= 0)).toBe(true);
        }
      }),
    );
  });
});
