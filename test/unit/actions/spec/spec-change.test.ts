import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {isSameJson, type JsonRecord} from '../../../../source/actions/spec/json.ts';
import {redacted} from '../../../../source/actions/spec/redact.ts';
import {
  applyChanges,
  changeAt,
  conflictsIn,
  diffSpecs,
  inverted,
  isApplied,
} from '../../../../source/actions/spec/spec-change.ts';

/** Specs of few field names, so that two of them have much in common. */
const {spec} = fc.letrec<{spec: JsonRecord; value: JsonRecord | string | number | null | readonly number[]}>(
  tie => ({
    value: fc.oneof(
      {maxDepth: 3},
      fc.constantFrom('a', 'b'),
      fc.integer({min: 0, max: 3}),
      fc.constant(null),
      fc.array(fc.integer({min: 0, max: 2}), {maxLength: 2}),
      tie('spec'),
    ),
    spec: fc.dictionary(fc.constantFrom('Name', 'Labels', 'x.y', 'Mode'), tie('value'), {maxKeys: 4}),
  }),
);

describe('a change of a spec', () => {
  it('is the whole difference: applied to the one spec it gives the other', () => {
    fc.assert(
      fc.property(spec, spec, (before, after) => {
        expect(isSameJson(applyChanges(before, diffSpecs(before, after)), after)).toBe(true);
      }),
    );
  });

  it('and its undo give back the same spec', () => {
    fc.assert(
      fc.property(spec, spec, (before, after) => {
        const changes = diffSpecs(before, after);
        const changed = applyChanges(before, changes);
        expect(conflictsIn(before, changes)).toEqual([]);
        expect(isApplied(changed, changes)).toBe(true);
        expect(isSameJson(applyChanges(changed, inverted(changes)), before)).toBe(true);
      }),
    );
  });

  it('is nothing between equal specs, whatever the order of their fields', () => {
    fc.assert(
      fc.property(spec, value => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(diffSpecs(value, reversed)).toEqual([]);
      }),
    );
  });

  it('leaves alone what it does not name, known to us or not', () => {
    const before = {Name: 'web', FutureField: {deep: [1]}, Mode: {Replicated: {Replicas: 2, New: true}}};
    const path = ['Mode', 'Replicated', 'Replicas'];
    expect(applyChanges(before, [changeAt(before, path, 5)])).toEqual({
      Name: 'web',
      FutureField: {deep: [1]},
      Mode: {Replicated: {Replicas: 5, New: true}},
    });
  });

  it('conflicts with what someone else has made of the same field, and with nothing else', () => {
    const before = {Labels: {a: '1'}, Replicas: 2};
    const changes = [changeAt(before, ['Replicas'], 3)];
    expect(conflictsIn({Labels: {a: '2'}, Replicas: 2}, changes)).toEqual([]);
    expect(conflictsIn({Labels: {a: '1'}, Replicas: 7}, changes)).toEqual([{change: changes[0], now: 7}]);
    expect(conflictsIn({}, changes)).toEqual([{change: changes[0]}]);
  });

  it('of the environment is shown and journalled without its values', () => {
    const change = {
      path: ['TaskTemplate', 'ContainerSpec', 'Env'],
      before: ['A=1'],
      after: ['A=s\necret', 'B'],
    };
    expect(redacted(change)).toEqual({...change, before: ['A=***'], after: ['A=***', 'B']});
  });
});
