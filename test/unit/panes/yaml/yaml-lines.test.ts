import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {mask} from '../../../../source/domain/masking/masking.ts';
import {colouredYaml, yamlLines} from '../../../../source/panes/yaml/yaml-lines.ts';
import {lineText} from '../../../../source/ui/line-text.ts';

const textOf = (raw: unknown): string => yamlLines(raw).map(lineText).join('\n');

describe('the spec as YAML', () => {
  it('shows the spec alone where the object has one', () => {
    expect(textOf({ID: 'x', Spec: {Name: 'web'}})).toBe('Name: web');
    expect(textOf({Name: 'data', Driver: 'local'})).toBe('Name: data\nDriver: local');
  });

  it('masks secrets in variables, commands, labels and URLs', () => {
    const text = textOf({
      Spec: {
        Labels: {'app.password': 'hunter2'},
        Env: ['DB_PASSWORD=hunter2', 'DB_URL=pg://app:hunter2@db'],
        Args: ['--token', 'hunter2'],
      },
    });
    expect(text).not.toContain('hunter2');
    expect(text.split(mask)).toHaveLength(5);
  });

  it('shows the data of a config as text', () => {
    const raw = {Spec: {Name: 'conf', Data: btoa('listen 80\nDB_PASSWORD=hunter2\n')}};
    expect(textOf(raw)).toBe(`Name: conf\nData: |\n  listen 80\n  DB_PASSWORD=${mask}`);
  });

  it('tells keys, strings, numbers and words apart by tone', () => {
    const [name, count, flag] = yamlLines({Name: 'web', Replicas: 3, ReadOnly: true});
    expect(name).toEqual([
      {text: ''},
      {text: 'Name', tone: 'accent'},
      {text: ':'},
      {text: ' '},
      {text: 'web', tone: 'text'},
    ]);
    expect(count?.at(-1)?.tone).toBe('strong');
    expect(flag?.at(-1)?.tone).toBe('strong');
  });

  it('takes no key for one within a text of several lines', () => {
    const lines = colouredYaml('Data: |\n  key: value\n  - 1\nNext: 1');
    expect(lines[1]).toEqual([{text: '  key: value', tone: 'text'}]);
    expect(lines[3]?.[1]).toEqual({text: 'Next', tone: 'accent'});
  });

  it('colours without changing a character, and stays YAML of the same value', () => {
    const names = fc.stringMatching(/^[a-z]{1,8}$/).filter(name => name !== 'spec');
    const values = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(
        fc.dictionary(names, fc.oneof(values, fc.array(values), fc.dictionary(names, values))),
        raw => {
          expect(parse(textOf(raw))).toEqual({...raw});
        },
      ),
    );
  });
});
