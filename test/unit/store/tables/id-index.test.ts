import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createIdIndex, type IdIndex} from '../../../../source/store/tables/id-index.ts';

/** The same, as simple as can be: pairs. */
const aModel = (): IdIndex => {
  const pairs = new Set<string>();
  const add = (key: string, id: string) => void pairs.add(`${key}${id}`);
  const remove = (key: string, id: string) => void pairs.delete(`${key}${id}`);
  return {
    add,
    remove,
    move(id, from, to) {
      remove(String(from), id);
      add(String(to), id);
    },
    of: key => new Set([...pairs].filter(pair => pair.startsWith(key)).map(pair => pair.slice(1))),
  };
};

describe('which ids belong to a key', () => {
  const [key, id] = [fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2', '3')];
  const change = fc.oneof(
    fc.tuple(key, id).map(
      ([to, one]) =>
        (index: IdIndex) =>
          index.add(to, one),
    ),
    fc.tuple(key, id).map(
      ([from, one]) =>
        (index: IdIndex) =>
          index.remove(from, one),
    ),
    fc
      .tuple(key, key, id)
      .filter(([from, to]) => from !== to)
      .map(
        ([from, to, one]) =>
          (index: IdIndex) =>
            index.move(one, from, to),
      ),
  );

  it('is what was added and not removed, whether it is one, many or none', () => {
    fc.assert(
      fc.property(fc.array(change, {maxLength: 40}), changes => {
        const [index, model] = [createIdIndex(), aModel()];
        for (const each of changes) {
          each(index);
          each(model);
        }
        for (const one of ['a', 'b', 'c'])
          expect([...index.of(one)].sort()).toEqual([...model.of(one)].sort());
      }),
      {numRuns: 500},
    );
  });
});
