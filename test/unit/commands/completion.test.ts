import {spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {catalogue} from '../../../source/commands/catalogue/catalogue.ts';
import {run} from './command-line.ts';

let folder = '';
let script = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'completion-'));
  script = join(folder, 'medianest.bash');
  writeFileSync(script, (await run(['completion', 'bash'])).out);
  // Stands for the program: what it would say of names, by what it is asked.
  const program = join(folder, 'medianest');
  writeFileSync(
    program,
    '#!/bin/sh\ncase "$1" in services) printf "web\\nworker\\ndb\\n";; contexts) echo prod;; esac\n',
  );
  chmodSync(program, 0o755);
});

afterAll(() => {
  rmSync(folder, {recursive: true});
});

/** What bash would offer for the last word. */
function complete(...words: readonly string[]): readonly string[] {
  const quoted = ['medianest', ...words].map(word => `'${word}'`).join(' ');
  const commands = `source '${script}'; COMP_WORDS=(${quoted}); COMP_CWORD=${words.length}; _medianest; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const {stdout, stderr, status} = spawnSync('bash', ['--norc', '-c', commands], {
    encoding: 'utf8',
    env: {PATH: `${folder}:/usr/bin:/bin`},
  });
  expect({stderr, status}).toEqual({stderr: '', status: 0});
  return stdout.split('\n').filter(line => line !== '');
}

describe('completion for bash', () => {
  it('offers the commands', () => {
    expect(complete('')).toEqual(catalogue.map(entry => entry.name));
    expect(complete('serv')).toEqual(['services']);
    expect(complete('secret-')).toEqual(['secret-create', 'secret-rotate', 'secret-rm']);
  });

  it('offers commands after global options and their values', () => {
    expect(complete('-H', 'ssh://a', 'stat')).toEqual(['status']);
  });

  it('offers the options that a command takes', () => {
    expect(complete('services', '--f')).toEqual(['--filter', '--format']);
    expect(complete('status', '--f')).toEqual([]);
    expect(complete('svc', '--no')).toEqual(['--no-trunc', '--no-color']);
  });

  it('offers values of options', () => {
    expect(complete('nodes', '--format', '')).toEqual(['table', 'json', 'names']);
    expect(complete('--context', '')).toEqual(['prod']);
  });

  it('offers kinds, then names asked from the program', () => {
    expect(complete('describe', 'se')).toEqual(['service', 'secret']);
    expect(complete('describe', 'service', 'w')).toEqual(['web', 'worker']);
    expect(complete('describe', 'node', 'w')).toEqual([]);
  });
});

describe('completion for other shells', () => {
  it.each(['zsh', 'fish'])('names every command and option for %s', async shell => {
    const {out} = await run(['completion', shell]);
    for (const entry of catalogue) {
      expect(out).toContain(entry.name);
    }
    expect(out).toMatch(/-?-?no-trunc/);
  });

  it.each([
    ['zsh', ['zsh', '-n']],
    ['fish', ['fish', '--no-execute']],
  ] as const)('is sound for %s, where that shell is installed', async (shell, [program, flag]) => {
    const file = join(folder, `medianest.${shell}`);
    writeFileSync(file, (await run(['completion', shell])).out);
    const {error, status, stderr} = spawnSync(program, [flag, file], {encoding: 'utf8'});
    if (error === undefined) {
      expect({status, stderr}).toEqual({status: 0, stderr: ''});
    } else {
      expect(error).toHaveProperty('code', 'ENOENT');
    }
  });

  it('suggests the nearest shell', async () => {
    expect(await run(['completion', 'bsh'])).toMatchObject({
      code: 2,
      err: 'medianest completion: there is no completion for "bsh". Did you mean "bash"?\n',
    });
  });
});
