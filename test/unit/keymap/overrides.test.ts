import {expect, test} from 'vitest';
import {applyOverrides} from '../../../source/keymap/overrides.ts';
import {aBinding, aCommand, inMode} from './builders.ts';

const commands = ['scale', 'restart', 'follow', 'quit'].map(id => aCommand(id));
const bindings = [
  aBinding('s', 'scale', inMode('list')),
  aBinding('r', 'restart', inMode('list')),
  aBinding('s', 'follow', inMode('text')),
];

const keysOf = (result: ReturnType<typeof applyOverrides>, command: string) =>
  result.bindings.filter(binding => binding.command === command).flatMap(binding => binding.keys);

test('a command gets other keys, where it had its own', () => {
  const result = applyOverrides(bindings, {scale: ['Ctrl+T', 'f6']}, commands);
  expect(result.problems).toEqual([]);
  expect(keysOf(result, 'scale')).toEqual(['ctrl+t', 'f6']);
  expect(result.bindings.find(binding => binding.command === 'scale')?.when).toEqual(inMode('list'));
  expect(keysOf(result, 'restart')).toEqual(['r']);
});

test('a command without keys can get one, and one with keys can lose them', () => {
  const result = applyOverrides(bindings, {quit: ['Q'], restart: []}, commands);
  expect(keysOf(result, 'quit')).toEqual(['Q']);
  expect(keysOf(result, 'restart')).toEqual([]);
});

test('two commands can swap their keys', () => {
  const result = applyOverrides(bindings, {scale: ['r'], restart: ['s']}, commands);
  expect(result.problems).toEqual([]);
  expect([keysOf(result, 'scale'), keysOf(result, 'restart')]).toEqual([['r'], ['s']]);
});

test('what names no command or no key is left out and told', () => {
  const result = applyOverrides(bindings, {skale: ['x'], scale: ['banana', 'x']}, commands);
  expect(result.problems).toEqual([
    {command: 'skale', reason: 'is not a command'},
    {command: 'scale', key: 'banana', reason: 'is not a key that a terminal can send'},
  ]);
  expect(result.bindings).toEqual(bindings);
});

test('a key that is taken is not given away, the others are', () => {
  const result = applyOverrides(bindings, {scale: ['r'], follow: ['F']}, commands);
  expect(result.problems).toEqual([
    {command: 'scale', key: 'r', reason: 'is already the key of restart (restart)'},
  ]);
  expect(keysOf(result, 'scale')).toEqual(['s']);
  expect(keysOf(result, 'follow')).toEqual(['F']);
});
