import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {listAt, numberAt, recordAt, textAt, textsAt, timeAt, valueAt} from '../../../source/panes/json.ts';

describe('reading the engine’s own JSON', () => {
  it('finds values by their path', () => {
    const json = {Spec: {Name: 'web', Replicas: 3, Args: ['a', 1, 'b']}};
    expect(textAt(json, 'Spec', 'Name')).toBe('web');
    expect(numberAt(json, 'Spec', 'Replicas')).toBe(3);
    expect(textsAt(json, 'Spec', 'Args')).toEqual(['a', 'b']);
  });

  it('takes a time that was never set for none', () => {
    expect(timeAt({At: '0001-01-01T00:00:00Z'}, 'At')).toBeNull();
    expect(timeAt({At: '2026-11-23T12:00:00.5Z'}, 'At')).toBe(Date.UTC(2026, 10, 23, 12, 0, 0, 500));
  });

  it('finds nothing that an object only inherits', () => {
    expect(valueAt({}, 'constructor')).toBeUndefined();
  });

  it('gives empty values instead of failing, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.string(), {maxLength: 3}), (json, path) => {
        expect(textAt(json, ...path)).toBeTypeOf('string');
        expect(Array.isArray(listAt(json, ...path))).toBe(true);
        expect(recordAt(json, ...path)).toBeTypeOf('object');
      }),
    );
  });
});
