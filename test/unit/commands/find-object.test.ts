import {describe, expect, it} from 'vitest';
import {findObject} from '../../../source/commands/describe/find-object.ts';
import type {Named} from '../../../source/domain/match-name.ts';

const rows: readonly Named[] = [
  {id: 'abcd1', name: 'web'},
  {id: 'abce2', name: 'database'},
  {id: 'xyz3', name: 'node-1'},
  {id: 'xyw4', name: 'node-1'},
];
const find = (wanted: string) => {
  const found = findObject('service', wanted, rows, row => row);
  return found.kind === 'found' ? found.row.id : found.message;
};

describe('finding an object', () => {
  it('takes an id, a name, or the beginning of an id that is the only one', () => {
    expect(find('abce2')).toBe('abce2');
    expect(find('web')).toBe('abcd1');
    expect(find('abce')).toBe('abce2');
  });

  it('asks when a name fits several: a node that rejoined keeps its hostname', () => {
    expect(find('node-1')).toBe('"node-1" fits several; give an id: node-1 (xyz3), node-1 (xyw4)');
    expect(find('abc')).toBe('"abc" fits several; give an id: web (abcd1), database (abce2)');
    // Shorter beginnings fit by chance.
    expect(find('ab')).toContain('there is no service "ab"');
  });

  it('suggests the nearest name, else lists what there is', () => {
    expect(find('databse')).toBe('there is no service "databse". Did you mean "database"?');
    expect(find('proxy')).toBe('there is no service "proxy". There are: web, database, node-1');
    expect(findObject('secret', 'x', [], row => row)).toEqual({
      kind: 'problem',
      message: 'there is no secret "x"; there are none at all',
    });
  });
});
