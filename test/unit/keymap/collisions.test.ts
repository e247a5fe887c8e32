import {expect, test} from 'vitest';
import {findCollisions} from '../../../source/keymap/collisions.ts';
import {aBinding, aCommand, inMode} from './builders.ts';

test('one key for two commands in the same place is a collision, and the place is named', () => {
  expect(
    findCollisions([
      aBinding('s', 'scale', inMode('list', 'overview')),
      aBinding('x s', 'sort', inMode('list')),
    ]),
  ).toEqual([{key: 's', commands: ['scale', 'sort'], context: {mode: 'list'}}]);
});

test('one key may mean different things in different places', () => {
  expect(
    findCollisions([aBinding('s', 'scale', inMode('list')), aBinding('s', 'follow', inMode('text'))]),
  ).toEqual([]);
});

test('a binding without a condition collides with every other of its key', () => {
  expect(findCollisions([aBinding('esc', 'back'), aBinding('esc', 'cancel', inMode('dialog'))])).toHaveLength(
    1,
  );
});

test('the condition of a command tells its bindings apart too', () => {
  const bindings = [aBinding('r', 'drain'), aBinding('r', 'restart')];
  const commands = [
    aCommand('drain', {when: {key: 'kind', in: ['node']}}),
    aCommand('restart', {when: {key: 'kind', in: ['service']}}),
  ];
  expect(findCollisions(bindings)).toHaveLength(1);
  expect(findCollisions(bindings, commands)).toEqual([]);
});

test('several bindings of one command never collide', () => {
  expect(findCollisions([aBinding('q', 'quit'), aBinding('q', 'quit', inMode('list'))])).toEqual([]);
});
