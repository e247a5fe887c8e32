import {expect, test} from 'vitest';
import {matchCommands} from '../../../source/keymap/palette.ts';
import {aCommand} from './builders.ts';

const commands = [
  aCommand('go.services', {names: ['services', 'service', 'svc']}),
  aCommand('go.secrets', {names: ['secrets', 'secret', 'sec']}),
  aCommand('go.stacks', {names: ['stacks', 'stack', 'st']}),
  aCommand('act.scale', {names: ['scale'], when: {key: 'kind', in: ['service']}}),
  aCommand('move.down'),
];
const namesFor = (text: string, kind = 'node') =>
  matchCommands(text, commands, {kind}).matches.map(match => `${match.rank} ${match.name}`);

test('an exact short name wins over everything else', () => {
  expect(namesFor('st')).toEqual(['exact st', 'fuzzy secrets']);
  expect(namesFor('svc')).toEqual(['exact svc']);
});

test('a beginning comes before a part, a part before scattered letters', () => {
  expect(namesFor('sec')).toEqual(['exact sec', 'fuzzy services']);
  expect(namesFor('s')).toEqual(['prefix services', 'prefix secrets', 'prefix stacks']);
  expect(namesFor('tack')).toEqual(['part stacks']);
  expect(namesFor('scs')).toEqual(['fuzzy stacks', 'fuzzy secrets', 'fuzzy services']);
});

test('what was matched can be shown', () => {
  expect(matchCommands('srvs', commands, {}).matches[0]).toMatchObject({
    name: 'services',
    positions: [0, 2, 3, 7],
  });
});

test('the rest of the line is the argument, and then the name is complete', () => {
  const result = matchCommands('svc /api v2 ', commands, {});
  expect(result.argument).toBe('/api v2');
  expect(result.matches.map(match => match.resolved.command.id)).toEqual(['go.services']);
});

test('nothing typed offers every command by its first name', () => {
  expect(namesFor('')).toEqual(['prefix services', 'prefix secrets', 'prefix stacks']);
});

test('commands that make no sense here, or have no name, are not offered', () => {
  expect(namesFor('scale', 'node')).toEqual([]);
  expect(namesFor('scale', 'service')).toEqual(['exact scale']);
  expect(namesFor('down')).toEqual([]);
});
