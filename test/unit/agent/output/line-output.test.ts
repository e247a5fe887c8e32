import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createLineOutput} from '../../../../source/agent/output/line-output.ts';

/** A pipe that takes so many bytes until it is read. */
const pipe = (room: number) => {
  let free = room;
  let taken = '';
  let retry: (() => void) | null = null;
  const output = createLineOutput(
    bytes => {
      const count = Math.min(free, bytes.length);
      free -= count;
      taken += Buffer.from(bytes.subarray(0, count)).toString();
      return count;
    },
    (_ms, act) => {
      retry = act;
      return () => {
        retry = null;
      };
    },
  );
  return {
    output,
    read(count: number) {
      free = count;
      const again = retry;
      retry = null;
      again?.();
    },
    get lines() {
      return taken.split('\n').slice(0, -1);
    },
    get waits() {
      return retry !== null;
    },
  };
};
const roomy = 1_000_000;

describe('the output of the agent', () => {
  it('writes at once while somebody reads', () => {
    const {output, lines, waits} = pipe(roomy);
    output.facts(['a']);
    expect([waits, lines]).toEqual([false, []]);
    const open = pipe(roomy);
    open.output.figures(['b', 'c']);
    expect(open.lines).toEqual(['b', 'c']);
  });

  it('keeps what happened, and of figures the newest alone, while nobody reads', () => {
    const blocked = pipe(0);
    blocked.output.facts(['fact 1']);
    blocked.output.figures(['old 1', 'old 2']);
    blocked.output.figures(['new']);
    blocked.output.facts(['fact 2']);
    blocked.read(roomy);
    expect(blocked.lines).toEqual(['fact 1', 'fact 2', 'new']);
    expect(blocked.output.dropped).toBe(2);
  });

  it('holds a bounded number of lines however long nobody reads', () => {
    const blocked = pipe(0);
    for (let index = 0; index < 5_000; index++) {
      blocked.output.facts([`fact ${index}`]);
      blocked.output.figures([`figures ${index}`]);
    }
    blocked.read(roomy);
    expect(blocked.lines.length).toBeLessThan(210);
    expect(blocked.lines.at(-1)).toBe('figures 4999');
    expect(blocked.lines).toContain('fact 4999');
  });

  it('never writes a part of a line and then another one, however the pipe takes them', () => {
    const step = fc.oneof(
      fc.record({kind: fc.constant('figures' as const), count: fc.integer({min: 1, max: 3})}),
      fc.record({kind: fc.constant('facts' as const), count: fc.integer({min: 1, max: 3})}),
      fc.record({kind: fc.constant('read' as const), count: fc.nat({max: 60})}),
    );
    fc.assert(
      fc.property(fc.array(step, {maxLength: 60}), steps => {
        const through = pipe(0);
        let serial = 0;
        for (const {kind, count} of steps) {
          const lines = Array.from({length: count}, () => `<${kind} ${serial++}>`);
          if (kind === 'read') through.read(count);
          else through.output[kind](lines);
        }
        through.read(roomy);
        for (const line of through.lines) expect(line).toMatch(/^<(figures|facts) \d+>$/);
        expect(new Set(through.lines).size).toBe(through.lines.length);
      }),
    );
  });
});
