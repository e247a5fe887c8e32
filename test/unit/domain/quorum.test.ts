import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {quorumOf, quorumWith, quorumWithout} from '../../../source/domain/quorum.ts';
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

describe('what if', () => {
  it.each([
    [3, 3, 1, 0],
    [5, 5, 2, 1],
    [2, 2, 0, 0],
    [4, 4, 1, 1],
  ])(
    'a reachable one of %i managers with %i reachable goes: it may lose %i, then %i',
    (all, reachable, now, then) => {
      const change = quorumWithout(managers(all, reachable), nodeId('m0'));
      expect([change?.before.tolerance, change?.after?.tolerance]).toEqual([now, then]);
    },
  );

  it('the last manager goes: nothing is left', () => {
    expect(quorumWithout(managers(1, 1), nodeId('m0'))).toMatchObject({after: null});
  });

  it('is asked of a node of the other role: there is no answer', () => {
    const nodes = [...managers(3, 3), aNode()];
    expect([quorumWithout(nodes, nodeId('n1')), quorumWith(nodes, nodeId('m1'))]).toEqual([null, null]);
  });

  it('a manager comes and the same one goes: all is as before', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 9}), fc.nat(), (all, some) => {
        const nodes = [...managers(all, 1 + (some % all)), aNode()];
        const more = nodes.map(node =>
          node.manager === null
            ? {...node, manager: {leader: false, reachability: 'reachable' as const, address: ''}}
            : node,
        );
        const grown = quorumWith(nodes, nodeId('n1'));
        expect(quorumWithout(more, nodeId('n1'))).toEqual({before: grown?.after, after: grown?.before});
      }),
    );
  });

  it('an unreachable manager goes: what may be lost never shrinks', () => {
    fc.assert(
      fc.property(fc.integer({min: 2, max: 9}), fc.nat(), (all, some) => {
        const change = quorumWithout(managers(all, 1 + (some % (all - 1))), nodeId(`m${all - 1}`));
        expect(change?.after?.tolerance).toBeGreaterThanOrEqual(change?.before.tolerance ?? Number.NaN);
      }),
    );
  });
});
