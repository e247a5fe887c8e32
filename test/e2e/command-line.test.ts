import {readFileSync} from 'node:fs';
import {execa} from 'execa';
import {describe, expect, test} from 'vitest';
import {runCommand} from '../driver/command.ts';
import {prepareProgram} from '../driver/program.ts';

describe('the built program, without a swarm', () => {
  test('says its version, which is that of the package', async () => {
    const {stdout, exitCode} = await runCommand(['--version']);
    const {default: pack} = await import('../../package.json', {with: {type: 'json'}});
    expect({stdout, exitCode}).toEqual({stdout: `${pack.version}\n`, exitCode: 0});
  });

  test('has no letter that makes Node keep it in memory twice', () => {
    const dist = new URL('../../dist/', import.meta.url);
    const isWide = (name: string) => /[^\x00-\x7f]/.test(readFileSync(new URL(name, dist), 'utf8'));
    expect(['main.js', 'commands.js', 'console.js', 'simulator.js'].filter(isWide)).toEqual([]);
  });

  test('suggests what was meant and ends with 2', async () => {
    expect(await runCommand(['servcies'])).toMatchObject({
      stdout: '',
      stderr: 'medianest: there is no command "servcies". Did you mean "services"?\n',
      exitCode: 2,
    });
  });

  test('needs a terminal for the console, and names what needs none', async () => {
    const {stdout, stderr, exitCode} = await runCommand([]);
    expect({stdout, exitCode}).toEqual({stdout: '', exitCode: 2});
    expect(stderr).toMatch(/^medianest: the console cannot start: .*terminal.*`medianest status`.*\n$/);
  });

  test('tells an engine that is not there, what to try, and ends with 3', async () => {
    const {stdout, stderr, exitCode} = await runCommand(['nodes', '--json'], {
      host: 'unix:///nonexistent/docker.sock',
    });
    expect({stdout, exitCode}).toEqual({stdout: '', exitCode: 3});
    expect(stderr.split('\n')).toHaveLength(3);
    expect(stderr).toContain('unix:///nonexistent/docker.sock');
  });

  test('is unknown to a monitoring system when no engine answers', async () => {
    const {stdout, exitCode} = await runCommand(['check'], {host: 'unix:///nonexistent/docker.sock'});
    expect(stdout).toMatch(/^SWARM UNKNOWN - /);
    expect(exitCode).toBe(3);
  });

  test('ends quietly when its reader has gone', async () => {
    const program = prepareProgram({args: ['completion', 'zsh']});
    try {
      const words = [program.file, ...program.args].map(word => `'${word}'`).join(' ');
      // The right side has closed the pipe long before Node has started.
      const {stdout, stderr} = await execa('bash', ['-c', `${words} | true; echo "\${PIPESTATUS[0]}"`], {
        env: program.env,
        extendEnv: false,
      });
      expect({stdout, stderr}).toEqual({stdout: '0', stderr: ''});
    } finally {
      program.dispose();
    }
  });

  test('completes its own names in bash', async () => {
    const {stdout} = await runCommand(['completion', 'bash']);
    const script = `${stdout}\nCOMP_WORDS=(medianest desc); COMP_CWORD=1; _medianest; echo "\${COMPREPLY[@]}"`;
    expect((await execa('bash', ['--norc', '-c', script])).stdout).toBe('describe');
  });
});
