import {expect, test} from 'vitest';
import {createRandom} from '../../../source/simulator/random.ts';

test('the same seed gives the same ids, another seed others', () => {
  const draw = (seed: number) => {
    const random = createRandom(seed);
    return [random.objectId(), random.hexId(), random.next()];
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test('ids look as the engine makes them and do not repeat', () => {
  const random = createRandom(1);
  const ids = Array.from({length: 5_000}, () => random.objectId());
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids.slice(0, 100)) expect(id).toMatch(/^[0-9a-z]{25}$/);
  expect(random.hexId()).toMatch(/^[0-9a-f]{64}$/);
});
