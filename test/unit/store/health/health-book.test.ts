import {describe, expect, it} from 'vitest';
import type {Observation} from '../../../../source/domain/health/observation.ts';
import {createHealthBook} from '../../../../source/store/health/health-book.ts';
import {nowMs} from '../../../builders/objects.ts';

const about = () => ({serviceName: 'web', threshold: 2});
const probe = (kind: 'passed' | 'failed', atMs = nowMs): Observation => ({
  ...{kind: 'probe', serviceId: 's1', probe: 'p', target: 'http://10.0.0.1/', atMs},
  outcome: {kind, tookMs: 3, said: ''},
});
const answer = (tookMs: number, dateMs: number | null = null) => ({tookMs, dateMs});

describe('what is known of health', () => {
  it('tells the median and the longest of the latest answers, and nothing when they are old', () => {
    const book = createHealthBook();
    for (const tookMs of [4, 900, 5]) book.answered(answer(tookMs), nowMs);
    expect(book.latency(nowMs)).toMatchObject({medianMs: 5, longestMs: 900, calls: 3});
    expect(book.latency(nowMs + 121_000)).toBeNull();
  });

  /** Twenty reports, two seconds apart, of a clock that is ahead by so much; the way takes 20 ms, once a second. */
  const reports = (book: ReturnType<typeof createHealthBook>, id: string, aheadMs: number, count = 20) => {
    for (let index = count; index > 0; index -= 1) {
      const sentMs = nowMs - 2_000 * index;
      book.toldTime(id, sentMs + aheadMs, sentMs + (index === 7 ? 1_000 : 20));
    }
  };

  it('knows a clock by its fastest report, and against the median of all nodes', () => {
    const book = createHealthBook();
    for (const id of ['a', 'b']) reports(book, id, 0);
    reports(book, 'c', -3_000);
    expect(Object.fromEntries(book.skews(nowMs, null))).toEqual({a: 0, b: 0, c: -3_000});
  });

  it('does not take a log that is read again for a clock that is behind', () => {
    const book = createHealthBook();
    reports(book, 'a', 0, 10);
    // The same lines once more, ten seconds later.
    for (let index = 10; index > 0; index -= 1) book.toldTime('a', nowMs - 2_000 * index, nowMs + 10_000);
    expect(book.skews(nowMs + 10_000, null).get('a')).toBeUndefined();
  });

  it('knows the clock of the connected engine by its answers, where no agent tells it better', () => {
    const book = createHealthBook();
    book.answered(answer(10, nowMs + 60_000), nowMs);
    expect(book.skews(nowMs, 'n1').get('n1')).toBe(60_505);
    reports(book, 'n1', 0);
    expect(book.skews(nowMs, 'n1').get('n1')).toBe(-20);
  });

  it('is told of a probe by its service, and leaves out one that is declared no more', () => {
    const book = createHealthBook();
    book.observe([probe('passed')], () => null);
    expect(book.probes).toEqual([]);
    book.observe([probe('passed'), probe('failed'), probe('failed')], about);
    expect(book.probes).toMatchObject([{state: 'failing', serviceName: 'web'}]);
    book.keepProbes(({target}) => target !== 'http://10.0.0.1/');
    expect(book.probes).toEqual([]);
  });

  it('keeps since when a source is in its state, and tells listeners only of news', () => {
    const book = createHealthBook();
    let told = 0;
    book.onChange(() => {
      told += 1;
    });
    const source = {kind: 'source', id: 'p', name: 'Prometheus', state: 'healthy', reason: ''} as const;
    book.observe([{...source, atMs: 1}], about);
    book.observe([{...source, atMs: 2}], about);
    expect(told).toBe(1);
    expect(book.sources).toMatchObject([{atMs: 1}]);
    book.observe([{...source, state: 'unknown', atMs: 3}], about);
    expect(book.sources).toMatchObject([{atMs: 3, state: 'unknown'}]);
    book.clear();
    expect(book.sources).toEqual([]);
  });
});
