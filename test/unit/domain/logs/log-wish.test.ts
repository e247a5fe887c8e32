import {describe, expect, it} from 'vitest';
import {logWishOf} from '../../../../source/domain/logs/log-wish.ts';
import type {ObjectKind} from '../../../../source/domain/model/object-ref.ts';

const wishOf = (kind: ObjectKind) => logWishOf({kind, id: 'x1', name: 'shop'});

describe('the logs of an object', () => {
  it('are asked for by id, and those of a stack by its name', () => {
    expect(wishOf('service')).toEqual({kind: 'services', ids: ['x1']});
    expect(wishOf('task')).toEqual({kind: 'tasks', ids: ['x1']});
    expect(wishOf('node')).toEqual({kind: 'node', id: 'x1'});
    expect(wishOf('container')).toEqual({kind: 'container', id: 'x1'});
    expect(wishOf('stack')).toEqual({kind: 'stack', name: 'shop'});
  });

  it.each(['network', 'volume', 'secret', 'config'] as const)('do not exist for a %s', kind => {
    expect(wishOf(kind)).toBeNull();
  });
});
