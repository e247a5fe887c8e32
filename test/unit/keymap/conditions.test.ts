import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Context, ContextKey, When} from '../../../source/keymap/command.ts';
import {evaluate, satisfy} from '../../../source/keymap/conditions.ts';

const isList: When = {key: 'mode', in: ['list', 'overview']};
const onNodes: When = {key: 'pane', in: ['nodes']};

test('a condition holds where the context has one of its values', () => {
  expect(evaluate(isList, {mode: 'list'})).toBe(true);
  expect(evaluate(isList, {mode: 'text'})).toBe(false);
  expect(evaluate(isList, {})).toBe(false);
  expect(evaluate(undefined, {})).toBe(true);
  expect(evaluate({all: [isList, {not: onNodes}]}, {mode: 'list', pane: 'tasks'})).toBe(true);
  expect(evaluate({any: [onNodes, {key: 'kind', in: ['node']}]}, {kind: 'node'})).toBe(true);
});

test('conditions that can hold together have a context in which they do', () => {
  expect(satisfy([isList, onNodes])).toEqual({mode: 'list', pane: 'nodes'});
  expect(satisfy([isList, {not: {key: 'mode', in: ['list']}}])).toEqual({mode: 'overview'});
  expect(satisfy([])).toEqual({});
});

test('conditions that exclude each other have none', () => {
  expect(satisfy([isList, {key: 'mode', in: ['text']}])).toBeNull();
  expect(satisfy([onNodes, {not: onNodes}])).toBeNull();
});

const keys: readonly ContextKey[] = ['mode', 'pane', 'kind'];
const values = ['a', 'b', 'c'];
const anyWhen = fc.letrec<{when: When}>(tie => ({
  when: fc.oneof(
    {maxDepth: 3, withCrossShrink: true},
    fc.record({key: fc.constantFrom(...keys), in: fc.subarray(values)}),
    fc.record({not: tie('when')}),
    fc.record({all: fc.array(tie('when'), {maxLength: 3})}),
    fc.record({any: fc.array(tie('when'), {maxLength: 3})}),
  ),
})).when;

/** Every context there is over the small world of this test. */
const contexts: readonly Context[] = [...values, 'other'].flatMap(mode =>
  [...values, 'other'].flatMap(pane => [...values, 'other'].map(kind => ({mode, pane, kind}))),
);

test('the search for a context is complete and its answer is right', () => {
  fc.assert(
    fc.property(anyWhen, anyWhen, (first, second) => {
      const found = satisfy([first, second]);
      if (found) expect(evaluate(first, found) && evaluate(second, found)).toBe(true);
      else
        expect(contexts.some(context => evaluate(first, context) && evaluate(second, context))).toBe(false);
    }),
  );
});
