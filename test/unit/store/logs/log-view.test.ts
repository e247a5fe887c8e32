import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {continues} from '../../../../source/domain/logs/continuation.ts';
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
        const fits = (line: string) => new RegExp(wanted).test(plain(line));
        // What is shown beside them belongs to the same message.
        const messages: string[][] = [];
        for (const line of texts) {
          const message = messages.at(-1);
          if (message !== undefined && continues(line, false)) message.push(line);
          else messages.push([line]);
        }
        const expected = messages.filter(message => message.some(fits)).flat();
        expect(shown(texts, {expression: new RegExp(wanted)})).toEqual(expected);
      }),
    );
  });

  it('come with those around them, each once', () => {
    const texts = ['1', '2', 'hit', '4', 'hit', '6', '7', '8'];
    expect(shown(texts, {expression: /hit/}, 1)).toEqual(['2', 'hit', '4', 'hit', '6']);
  });

  it('bring the message that they belong to, also where other tasks write between its lines', () => {
    const ring = createLogRing(createLogBudget(limit), limit);
    const lines = [
      'a|ERROR failed',
      'b|fine',
      'a|java.io.IOException: no',
      'a|\tat x.Y(Z.java:1)',
      'b|fine',
      'a|next',
    ];
    ring.append(lines.map((line, index) => aLogLine(line.slice(2), index, line.slice(0, 1))));
    for (const wanted of [/failed/, /IOException/, /Z\.java/]) {
      const view = createLogView(ring, query({expression: wanted}));
      view.advance(never);
      expect(Array.from({length: view.count}, (_, index) => view.at(index))).toEqual([0, 2, 3]);
    }
  });

  it('bring the rest of their message and the lines after them also when these come later', () => {
    const ring = aRing(['Traceback (most recent call last):', 'ValueError: hit']);
    const wanted = createLogView(ring, query({expression: /Traceback|^hit/}), 1);
    wanted.advance(never);
    expect(wanted.count).toBe(2);
    for (const text of [
      '',
      'During handling of the above exception, another one',
      'ordinary',
      'other',
      'hit',
    ]) {
      ring.append([aLogLine(text, 10)]);
      wanted.advance(never);
    }
    ring.append([aLogLine('after', 11), aLogLine('far', 12)]);
    wanted.advance(never);
    const all = Array.from({length: wanted.count}, (_, index) => textAt(ring, wanted.at(index)));
    expect(all).toEqual([
      'Traceback (most recent call last):',
      'ValueError: hit',
      '',
      'During handling of the above exception, another one',
      'other',
      'hit',
      'after',
    ]);
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
