import {describe, expect, it} from 'vitest';
import {keepHeapSmall, youngEnough} from '../../../source/app/small-heap.ts';
import {createClusterStore} from '../../../source/store/create-cluster-store.ts';
import {aNode, nowMs} from '../../builders/objects.ts';

const aHeap = () => {
  const store = createClusterStore(nowMs);
  const factors: number[] = [];
  let bytes = 0;
  const stop = keepHeapSmall(store, {bytes: () => bytes, growBy: factor => factors.push(factor)});
  let version = 1;
  const change = (to: number) => {
    bytes = to;
    version += 1;
    store.applyChanges([{kind: 'put', table: 'nodes', values: [aNode({version})]}], nowMs);
  };
  return {factors, change, stop};
};

describe('the heap', () => {
  it('may grow until it is large enough, and is told so once', () => {
    const {factors, change} = aHeap();
    for (const bytes of [1, youngEnough - 1, youngEnough, youngEnough]) change(bytes);
    expect(factors).toEqual([1]);
  });

  it('may grow again after it has shrunk', () => {
    const {factors, change} = aHeap();
    for (const bytes of [youngEnough, youngEnough / 4, youngEnough]) change(bytes);
    expect(factors).toEqual([1, 2, 1]);
  });

  it('is let alone after the console was left', () => {
    const {factors, change, stop} = aHeap();
    stop();
    change(youngEnough);
    expect(factors).toEqual([]);
  });
});
