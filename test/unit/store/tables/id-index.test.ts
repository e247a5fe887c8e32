import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createIdIndex} from '../../../../source/store/tables/id-index.ts';

describe('which ids belong to a key', () => {
  const key = fc.constantFrom('a', 'b', 'c');
  const id = fc.constantFrom('1', '2', '3');
  const step = fc.record({verb: fc.constantFrom('add', 'remove', 'move'), key, id, to: key});

  it('is what was added and not removed, whether it is one, many or none', () => {
    fc.assert(
      fc.property(fc.array(step, {maxLength: 40}), steps => {
        const index = createIdIndex();
        const model = new Map<string, Set<string>>();
        const ids = (of: string) => model.get(of) ?? new Set<string>();
        for (const one of steps) {
          if (one.verb === 'add') index.add(one.key, one.id);
          else if (one.verb === 'remove') index.remove(one.key, one.id);
          else index.move(one.id, one.key, one.to);
          if (one.verb === 'remove' || (one.verb === 'move' && one.key !== one.to))
            ids(one.key).delete(one.id);
          const target = one.verb === 'move' ? one.to : one.key;
          if (one.verb === 'add' || (one.verb === 'move' && one.key !== one.to))
            model.set(target, ids(target).add(one.id));
        }
        for (const each of ['a', 'b', 'c']) expect([...index.of(each)].sort()).toEqual([...ids(each)].sort());
      }),
      {numRuns: 500},
    );
  });
});
