import {describe, expect, it} from 'vitest';
import type {FindingStep} from '../../../../source/domain/summaries.ts';
import {bindings} from '../../../../source/keymap/bindings.ts';
import {type CommandId, commands} from '../../../../source/keymap/commands.ts';
import {resolveKey} from '../../../../source/keymap/resolve-key.ts';
import {stepHints} from '../../../../source/panes/overview/step-hints.ts';

/** Every step that a rule about such an object names. */
const stepsOf: Readonly<Record<'service' | 'node', readonly FindingStep[]>> = {
  service: ['logs', 'why', 'describe', 'rollout', 'rollback', 'change', 'restart'],
  node: ['describe', 'failover', 'demote', 'activate', 'drain', 'remove'],
};
const free = {bindings, locked: null};

describe('the keys that a finding shows', () => {
  it.each(['service', 'node'] as const)('are those that work on a selected %s of the overview', kind => {
    const hints = stepHints(stepsOf[kind], kind, free);
    expect(hints).toHaveLength(stepsOf[kind].length);
    const context = {mode: 'overview', pane: 'overview', selected: 'yes', kind};
    for (const {keys, title} of hints) {
      const key = keys.replace('^', 'ctrl+');
      const resolved = resolveKey<CommandId>(key, bindings, commands, context);
      expect(resolved, keys).toMatchObject({kind: 'command', command: {title}});
    }
  });

  it('are names for the palette where no object is selected', () => {
    expect(stepHints(['nodes', 'swarm'], null, free).map(({keys}) => keys)).toEqual([':nodes', ':swarm']);
  });

  it('leave out what would be refused', () => {
    const hints = stepHints(['drain', 'describe'], 'node', {bindings, locked: 'read-only'});
    expect(hints.map(({title}) => title)).toEqual(['describe']);
  });

  it('follow the keys that the settings give', () => {
    const own = [{keys: ['K'], command: 'logs.open' as const}];
    expect(stepHints(['logs'], 'service', {bindings: own, locked: null})).toEqual([
      {keys: 'K', title: 'logs'},
    ]);
  });
});
