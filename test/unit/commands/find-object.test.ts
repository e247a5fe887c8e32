import {describe, expect, it} from 'vitest';
import {findObject, type Named} from '../../../source/commands/describe/find-object.ts';

const rows: readonly Named[] = [
  {id: 'abc1', name: 'web'},
  {id: 'abd2', name: 'database'},
  {id: 'xyz3', name: 'node-1'},
  {id: 'xyw4', name: 'node-1'},
];
const find = (wanted: string) => {
  const found = findObject('service', wanted, rows, row => row);
  return found.kind === 'found' ? found.row.id : found.message;
};

describe('finding an object', () => {
  it('takes an id, a name, or the beginning of an id that is the only one', () => {
    expect(find('abd2')).toBe('abd2');
    expect(find('web')).toBe('abc1');
    expect(find('abd')).toBe('abd2');
  });

  it('asks when a name fits several: a node that rejoined keeps its hostname', () => {
    expect(find('node-1')).toBe('"node-1" fits several; give an id: node-1 (xyz3), node-1 (xyw4)');
    expect(find('ab')).toBe('"ab" fits several; give an id: web (abc1), database (abd2)');
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
