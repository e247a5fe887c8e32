import {describe, expect, it} from 'vitest';
import {bindings} from '../../../source/keymap/bindings.ts';
import {findCollisions} from '../../../source/keymap/collisions.ts';
import {type CommandId, commands} from '../../../source/keymap/commands.ts';
import {resolveKey} from '../../../source/keymap/resolve-key.ts';
import {listPaneIds} from '../../../source/panes/pane.ts';
import {createListPanes} from '../../../source/panes/registry.ts';

describe('the tables of commands and keys', () => {
  it('never ask for two things with one key', () => {
    expect(findCollisions<CommandId>(bindings, commands)).toEqual([]);
  });

  it('have no two commands of one name', () => {
    const names = commands.flatMap(command => ('names' in command ? command.names : []));
    expect(new Set(names).size).toBe(names.length);
  });

  it('give every command a key or a name', () => {
    const reachable = commands.filter(
      command => 'names' in command || bindings.some(binding => binding.command === command.id),
    );
    expect(reachable.map(command => command.id)).toEqual(commands.map(command => command.id));
  });

  it('never make a key that terminals swallow the only way to anything', () => {
    const swallowed = ['ctrl+s', 'ctrl+q', 'ctrl+z', 'ctrl+\\'];
    const without = commands.filter(command => {
      const keys = bindings
        .filter(binding => binding.command === command.id)
        .flatMap(binding => binding.keys);
      return keys.length > 0 && keys.every(key => swallowed.includes(key)) && !('names' in command);
    });
    // Esc clears marks too.
    expect(without.map(command => command.id)).toEqual(['list.clearMarks']);
  });

  it('let n make the first object of a list in which nothing can be selected', () => {
    for (const pane of ['secrets', 'configs', 'networks', 'volumes'])
      expect(resolveKey('n', bindings, commands, {mode: 'list', pane})).toMatchObject({
        command: {id: 'object.create'},
      });
    expect(resolveKey('n', bindings, commands, {mode: 'list', pane: 'services'})).toBeNull();
  });

  it('leave ctrl+r to refresh and to nothing else', () => {
    const uses = bindings.filter(binding => binding.keys.includes('ctrl+r'));
    expect(uses.map(binding => binding.command)).toEqual(['app.refresh']);
  });

  it('bind every letter by which a column sorts', () => {
    const sortable = bindings
      .filter(binding => binding.command === 'list.sort')
      .flatMap(binding => binding.keys);
    const panes = createListPanes(() => []);
    const letters = listPaneIds.flatMap(id =>
      panes[id].columns.flatMap(column =>
        column.sortLetter === undefined ? [] : [`${id}:${column.sortLetter}`],
      ),
    );
    const unbound = letters.filter(letter => !sortable.includes(letter.split(':')[1]?.toUpperCase() ?? ''));
    expect(unbound).toEqual([]);
    // Shift and these letters act on nodes.
    expect(letters.filter(letter => ['nodes:p', 'nodes:m', 'nodes:f'].includes(letter))).toEqual([]);
    expect(new Set(letters).size).toBe(letters.length);
  });
});
