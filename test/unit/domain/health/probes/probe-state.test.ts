import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {afterTry, type ProbeState} from '../../../../../source/domain/health/probes/probe-state.ts';

const tries = (results: readonly boolean[], threshold = 3): readonly ProbeState[] => {
  const states: ProbeState[] = [];
  let state: ProbeState | null = null;
  for (const [index, isPassed] of results.entries()) {
    state = afterTry(state, {
      ...{serviceId: 's1', serviceName: 'web', probe: 'p', target: 't', atMs: index, threshold},
      outcome: {kind: isPassed ? 'passed' : 'failed', tookMs: 1, said: ''},
    });
    states.push(state);
  }
  return states;
};
const said = (results: readonly boolean[], threshold = 3) =>
  tries(results, threshold).map(({state}) => state);

describe('the state of a probe', () => {
  it('is healthy from the first pass on, and failing only after three failures in a row', () => {
    expect(said([true, false, false, true, false, false, false])).toEqual([
      ...['healthy', 'healthy', 'healthy', 'healthy', 'healthy', 'healthy'],
      'failing',
    ]);
  });

  it('is well again only after as many passes in a row', () => {
    expect(said([false, false, false, true, true, false, true, true, true])).toEqual([
      ...['converging', 'converging', 'failing', 'failing', 'failing', 'failing', 'failing', 'failing'],
      'healthy',
    ]);
    expect(tries([false, false, false]).at(-1)?.sinceMs).toBe(2);
  });

  it('changes no more often than once in so many tries, after the first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), {maxLength: 60}),
        fc.integer({min: 1, max: 5}),
        (results, threshold) => {
          const states = said([true, ...results], threshold);
          const turns = states.filter((state, index) => index > 0 && state !== states[index - 1]).length;
          expect(turns).toBeLessThanOrEqual(Math.floor(results.length / threshold));
        },
      ),
    );
  });
});
