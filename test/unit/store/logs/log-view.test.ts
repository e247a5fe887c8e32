import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {LineQuery} from '../../../../source/store/logs/line-matcher.ts';
import {createLogBudget} from '../../../../source/store/logs/log-budget.ts';
import {createLogRing, type LogRing} from '../../../../source/store/logs/log-ring.ts';
import {textOf} from '../../../../source/store/logs/log-segment.ts';
import {createLogView} from '../../../../source/store/logs/log-view.ts';
import {aLogLine} from '../../../builders/fake-logs.ts';

const limit = 2 * 1_024 * 1_024;
const query = (part: Partial<LineQuery>): LineQuery => ({
  expression: null,
  isInverse: false,
  least: null,
  hiddenTasks: new Set(),
  ...part,
});
const never = () => false;
const aRing = (texts: readonly string[] = []) => {
  const ring = createLogRing(createLogBudget(limit), limit);
  ring.append(texts.map((text, index) => aLogLine(text, index)));
  return ring;
};
const textAt = (ring: LogRing, number: number): string => textOf(ring.line(number)?.text ?? new Uint8Array());
const shown = (texts: readonly string[], part: Partial<LineQuery>, around = 0) => {
  const ring = aRing(texts);
  const view = createLogView(ring, query(part), around);
  view.advance(never);
  return Array.from({length: view.count}, (_, index) => {
    const line = ring.line(view.at(index));
    return line === null ? null : textOf(line.text);
  });
};

describe('the lines of a log that are wanted', () => {
  it('are those that each alone would fit the expression, though many are searched at once', () => {
    const text = fc.array(fc.constantFrom('a', 'b', ' ', '\t', 'ä', '\x1b[1m', '', 'ab'), {maxLength: 4});
    const source = fc.constantFrom(
      'a',
      '^a',
      'b$',
      '^$',
      'a\\s*b',
      'a\\sb',
      '[^b]$',
      'a(?=b)',
      'b(?!\\s)',
      '\\bab?\\b',
      'ä',
      'a|^b',
      '.',
      'a+$',
      '\\W',
      '(a)\\1',
    );
    fc.assert(
      fc.property(fc.array(text, {maxLength: 12}), source, (parts, wanted) => {
        const texts = parts.map(each => each.join('').replace(/^ /, '.'));
        const plain = (line: string) => line.replaceAll('\x1b[1m', '').replaceAll('\t', '    ');
        const expected = texts.filter(line => new RegExp(wanted).test(plain(line)));
        const found = shown(texts, {expression: new RegExp(wanted)});
        expect(found.filter(line => new RegExp(wanted).test(plain(line ?? '')))).toEqual(expected);
        // What is shown beside them belongs to the line before it.
        expect(
          found
            .filter(line => !new RegExp(wanted).test(plain(line ?? '')))
            .every(line => /^[\t ]/.test(line ?? '')),
        ).toBe(true);
      }),
    );
  });

  it('come with those around them, each once', () => {
    const texts = ['1', '2', 'hit', '4', 'hit', '6', '7', '8'];
    expect(shown(texts, {expression: /hit/}, 1)).toEqual(['2', 'hit', '4', 'hit', '6']);
  });

  it('can be those that do not fit, those of a level, and those of tasks that are not hidden', () => {
    const texts = ['INFO a', 'ERROR b', '  at c', 'WARN d'];
    expect(shown(texts, {expression: /b/, isInverse: true})).toEqual(['INFO a', '  at c', 'WARN d']);
    expect(shown(texts, {least: 'error'})).toEqual(['ERROR b', '  at c']);
    expect(shown(texts, {hiddenTasks: new Set(['t1'])})).toEqual([]);
  });

  it('are kept up with while lines come, go and are put before, however it is sliced', () => {
    const step = fc.record({add: fc.nat({max: 3_000}), look: fc.boolean(), before: fc.nat({max: 50})});
    fc.assert(
      fc.property(fc.array(step, {maxLength: 12}), steps => {
        const ring = aRing();
        const view = createLogView(ring, query({expression: /[02468]$/}));
        let count = 0;
        for (const {add, look, before} of steps) {
          const lines = Array.from({length: add}, (_, index) =>
            aLogLine(`${'x'.repeat(200)}${count + index}`, index),
          );
          count += add;
          ring.append(lines);
          ring.prepend(Array.from({length: before}, (_, index) => aLogLine(String(index), 0)));
          if (look) view.advance(() => true);
        }
        while (view.isBehind) view.advance(() => true);
        const expected = Array.from({length: ring.end - ring.first}, (_, index) => ring.first + index).filter(
          number => /[02468]$/.test(textAt(ring, number)),
        );
        expect(Array.from({length: view.count}, (_, index) => view.at(index))).toEqual(expected);
        for (const [place, number] of expected.entries()) expect(view.placeOf(number)).toBe(place);
      }),
      {numRuns: 25},
    );
  });

  it('never leave out what we or the engine have to say', () => {
    const ring = aRing(['a']);
    ring.append([aLogLine('broken', 1, 't1', {stream: 'fault'}), aLogLine('b', 2)]);
    const view = createLogView(ring, query({expression: /b$/}));
    view.advance(never);
    expect(Array.from({length: view.count}, (_, index) => view.at(index))).toEqual([1, 2]);
  });
});
