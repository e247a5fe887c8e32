import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {quorumOf} from '../../../source/domain/quorum.ts';
import {nodeId} from '../../builders/ids.ts';
import {aManager, aNode} from '../../builders/objects.ts';

const managers = (all: number, reachable: number) =>
  Array.from({length: all}, (_, index) =>
    aManager(
      {id: nodeId(`m${index}`), hostname: `manager-${index}`},
      {leader: index === 0 && reachable > 0, reachability: index < reachable ? 'reachable' : 'unreachable'},
    ),
  );
describe('quorum', () => {
  it.each([
    [1, 1, 1, 0, true],
    [2, 2, 2, 0, true],
    [3, 3, 2, 1, true],
    [3, 2, 2, 0, true],
    [3, 1, 2, -1, false],
    [4, 4, 3, 1, true],
    [5, 5, 3, 2, true],
    [7, 7, 4, 3, true],
  ])(
    'of %i managers with %i reachable needs %i and tolerates %i',
    (all, reachable, needed, tolerance, hasQuorum) => {
      expect(quorumOf([...managers(all, reachable), aNode()])).toEqual({
        managers: all,
        reachable,
        needed,
        tolerance,
        hasQuorum,
        leader: 'manager-0',
      });
    },
  );

  it('is not known without managers, and has no leader while one is elected', () => {
    expect(quorumOf([aNode()])).toBeNull();
    expect(quorumOf([aManager()])?.leader).toBeNull();
  });

  it('takes the newer of two leaders, whatever the order', () => {
    const old = aManager({id: nodeId('m1'), hostname: 'old', version: 3}, {leader: true});
    const now = aManager({id: nodeId('m2'), hostname: 'new', version: 4}, {leader: true});
    expect(quorumOf([old, now])?.leader).toBe('new');
    expect(quorumOf([now, old])?.leader).toBe('new');
  });

  it('tolerates exactly as many losses as keep a majority of all managers', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 15}), fc.integer({min: 0, max: 15}), (all, some) => {
        const reachable = Math.min(all, some);
        const quorum = quorumOf(managers(all, reachable));
        if (quorum === null) throw new Error('there are managers');
        expect(quorum.hasQuorum).toBe(reachable * 2 > all);
        expect(quorum.hasQuorum).toBe(quorum.tolerance >= 0);
        expect((reachable - quorum.tolerance) * 2).toBeGreaterThan(all);
        expect((reachable - quorum.tolerance - 1) * 2).toBeLessThanOrEqual(all);
      }),
    );
  });
});
