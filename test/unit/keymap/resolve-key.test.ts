import {expect, test} from 'vitest';
import {resolveKey} from '../../../source/keymap/resolve-key.ts';
import {aBinding, aCommand, inMode} from './builders.ts';

const commands = [
  aCommand('scale', {
    when: {key: 'kind', in: ['service']},
    disabledReason: context =>
      context.selected === 'global' ? 'a global service has no replicas to set' : null,
  }),
  aCommand('follow'),
  aCommand('quit'),
];
const bindings = [
  aBinding('s', 'scale', inMode('list')),
  aBinding('s', 'follow', inMode('text')),
  aBinding('Q q', 'quit'),
];

test('a key means what its context says', () => {
  const inList = resolveKey('s', bindings, commands, {mode: 'list', kind: 'service'});
  expect(inList).toMatchObject({kind: 'command', command: {id: 'scale'}});
  expect(resolveKey('s', bindings, commands, {mode: 'text'})).toMatchObject({command: {id: 'follow'}});
  expect(resolveKey('q', bindings, commands, {})).toMatchObject({command: {id: 'quit'}});
});

test('a key means nothing where its command makes no sense', () => {
  expect(resolveKey('s', bindings, commands, {mode: 'list', kind: 'node'})).toBeNull();
  expect(resolveKey('x', bindings, commands, {mode: 'list'})).toBeNull();
});

test('a command that cannot be done now says why', () => {
  expect(
    resolveKey('s', bindings, commands, {mode: 'list', kind: 'service', selected: 'global'}),
  ).toMatchObject({
    kind: 'disabled',
    reason: 'a global service has no replicas to set',
  });
});
