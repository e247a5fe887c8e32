import fc from 'fast-check';
import {expect, test} from 'vitest';
import {lineOfTarget, targetKey} from '../../../../source/panes/overview/targets.ts';
import type {ObjectRef} from '../../../../source/panes/pane.ts';

const aTarget = fc.option(
  fc.record({
    kind: fc.constantFrom('service' as const, 'node' as const),
    // Ids may hold what parts the identity.
    id: fc.constantFrom('a', 'a:0', 'b', 'b:1'),
    name: fc.constant('web'),
  }),
);

test('every line that stands for an object is found again by its identity', () => {
  fc.assert(
    fc.property(fc.array(aTarget, {maxLength: 20}), (targets: readonly (ObjectRef | null)[]) => {
      for (const [line, target] of targets.entries()) {
        const key = targetKey(targets, line);
        if (target === null) expect(key).toBeNull();
        else expect(lineOfTarget(targets, key ?? '')).toBe(line);
      }
    }),
  );
});

test('the line of what is not there any more is none', () => {
  const targets: readonly ObjectRef[] = [{kind: 'service', id: 'a', name: 'a'}];
  expect(lineOfTarget(targets, 'service:b:0')).toBe(-1);
  expect(lineOfTarget(targets, 'service:a:1')).toBe(-1);
});
