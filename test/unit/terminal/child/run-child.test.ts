import {expect, it} from 'vitest';
import {childTrouble} from '../../../../source/terminal/child/run-child.ts';

it('says which variable to set where the chosen program does not exist', () => {
  expect(childTrouble({kind: 'exited', code: 127}, '$PAGER')).toBe(
    'there is no such program (exit code 127); set $PAGER to one',
  );
});

it('tells only the exit code of a program that nobody chose, and nothing of one that ended well', () => {
  expect(childTrouble({kind: 'exited', code: 127})).toBe('it ended with exit code 127');
  expect(childTrouble({kind: 'exited', code: 1}, '$PAGER')).toBe('it ended with exit code 1');
  expect(childTrouble({kind: 'exited', code: 0}, '$PAGER')).toBeNull();
});
