import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {compareWith} from './sequence/compare.ts';
import {differencesOf} from './sequence/differences.ts';

compareWith('sid');

describe('the differences on purpose', () => {
  const reasons = [...differencesOf('sid'), ...differencesOf('system')].map(({reason}) => reason);

  test.each([...new Set(reasons)])('stand in docs/testing.md: %s', reason => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/testing.md'), 'utf8');
    expect(page.replace(/\s+/g, ' ').includes(reason)).toBe(true);
  });
});
