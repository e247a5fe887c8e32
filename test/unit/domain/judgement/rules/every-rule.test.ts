import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {authorityRules, engineRules} from '../../../../../source/domain/judgement/rules/engine-rules.ts';
import {failureRules} from '../../../../../source/domain/judgement/rules/failure-rules.ts';
import {nodeRules} from '../../../../../source/domain/judgement/rules/node-rules.ts';
import {rolloutRules} from '../../../../../source/domain/judgement/rules/rollout-rules.ts';
import {swarmRules} from '../../../../../source/domain/judgement/rules/swarm-rules.ts';
import {silentRules, waitingRules} from '../../../../../source/domain/judgement/rules/waiting-rules.ts';

const idsByKind = {
  service: [...failureRules, ...waitingRules, ...silentRules, ...rolloutRules].map(({id}) => id),
  node: nodeRules.map(({id}) => id),
  swarm: [...swarmRules, ...authorityRules].map(({id}) => id),
  engine: engineRules.map(({id}) => id),
};

/** The rules that the second column of the table of findings names. */
const told = (): ReadonlySet<string> => {
  const page = readFileSync(join(import.meta.dirname, '../../../../../docs/testing.md'), 'utf8');
  const [, section = ''] = page.split('## Every finding');
  const rows = (section.split('\n## ')[0] ?? '').split('\n').filter(line => line.startsWith('| '));
  return new Set(
    rows.flatMap(row => {
      let kind = '';
      return [...(row.split('|')[2] ?? '').matchAll(/(service|node|swarm|engine) (?=`)|`([\w-]+)`/g)].flatMap(
        ([, named, id]) => {
          kind = named ?? kind;
          return id === undefined ? [] : [`${kind} ${id}`];
        },
      );
    }),
  );
};

describe('the rules about what is wrong', () => {
  it.each(Object.entries(idsByKind))('have ids of their own among those about a %s', (_, ids) => {
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('all stand in the table that says where each was shown, and no others', () => {
    const rules = Object.entries(idsByKind).flatMap(([kind, ids]) => ids.map(id => `${kind} ${id}`));
    expect([...told()].sort()).toEqual(rules.sort());
  });
});
