import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createLogBudget} from '../../../../source/store/logs/log-budget.ts';
import {createLogRing} from '../../../../source/store/logs/log-ring.ts';
import {segmentSize, textOf} from '../../../../source/store/logs/log-segment.ts';
import {aLogLine} from '../../../builders/fake-logs.ts';

const mib = 1_024 * 1_024;
const nothing = Buffer.alloc(0);
const ringOf = (limitBytes = 64 * mib) => {
  const budget = createLogBudget(limitBytes);
  return {budget, ring: createLogRing(budget, limitBytes)};
};
const textAt = (ring: ReturnType<typeof ringOf>['ring'], number: number) => {
  const line = ring.line(number);
  return line === null ? null : textOf(line.text);
};
const numbered = (from: number, to: number, text = '') =>
  Array.from({length: to - from}, (_, index) => aLogLine(`${from + index}${text}`, from + index));

describe('the lines that are kept', () => {
  it('are given back as they came, whatever is in them and however long they are', () => {
    const line = fc.record({
      text: fc.oneof(
        fc.uint8Array({maxLength: 50}),
        fc.nat({max: 300_000}).map(size => new Uint8Array(size)),
      ),
      timeMs: fc.nat(),
      nanos: fc.nat({max: 999_999}),
      stream: fc.constantFrom('stdout' as const, 'stderr' as const, 'fault' as const, 'gap' as const),
      task: fc.constantFrom('t1', 't2'),
    });
    fc.assert(
      fc.property(fc.array(line, {maxLength: 12}), written => {
        const {ring} = ringOf();
        const lines = written.map(({task, text, timeMs, ...rest}) =>
          aLogLine('', timeMs, task, {text, ...rest}),
        );
        ring.append(lines);
        expect(ring.end - ring.first).toBe(lines.length);
        for (const [index, each] of lines.entries()) {
          const kept = ring.line(ring.first + index);
          expect({...kept, text: ''}).toEqual({...each, text: ''});
          expect(Buffer.compare(kept?.text ?? nothing, each.text)).toBe(0);
        }
      }),
      {numRuns: 40},
    );
  });

  it('take no more memory than was given, lose the oldest first, and the loss is counted', () => {
    const {ring, budget} = ringOf(2 * mib);
    for (let from = 0; from < 100_000; from += 1_000)
      ring.append(numbered(from, from + 1_000, 'x'.repeat(100)));
    expect(budget.bytes).toBeLessThanOrEqual(2 * mib);
    expect(ring.dropped).toBe(ring.first);
    expect(ring.end).toBe(100_000);
    expect(textAt(ring, ring.first)).toBe(`${ring.first}${'x'.repeat(100)}`);
    expect(textAt(ring, ring.first - 1)).toBeNull();
    expect(textAt(ring, ring.end)).toBeNull();
  });

  it('share one limit between all logs: the largest gives back', () => {
    const budget = createLogBudget(2 * mib);
    const [large, small] = [createLogRing(budget, 2 * mib), createLogRing(budget, 2 * mib)];
    large.append(numbered(0, 15_000, 'x'.repeat(100)));
    small.append(numbered(0, 10));
    small.append(numbered(10, 8_000, 'x'.repeat(40)));
    expect(budget.bytes).toBeLessThanOrEqual(2 * mib);
    expect(small.dropped).toBe(0);
    expect(large.dropped).toBeGreaterThan(0);
    large.close();
    expect(budget.bytes).toBe(small.bytes);
  });

  it('take older ones before all others, with lower numbers', () => {
    const {ring} = ringOf();
    ring.append(numbered(100, 5_100));
    expect(ring.prepend(numbered(0, 100))).toBe(true);
    expect([ring.first, ring.end]).toEqual([-100, 5_000]);
    expect([textAt(ring, -100), textAt(ring, -1), textAt(ring, 0)]).toEqual(['0', '99', '100']);
    const small = ringOf(segmentSize);
    small.ring.append(numbered(1, 2));
    expect(small.ring.prepend(numbered(0, 1))).toBe(false);
  });
});
