import {describe, expect, it} from 'vitest';
import {parseDuration} from '../../../source/commands/arguments/parse-duration.ts';
import type {CommandOptions} from '../../../source/commands/command.ts';
import {parse, run} from './command-line.ts';

function optionsOf(...argv: readonly string[]): CommandOptions {
  const request = parse(argv);
  if (request.kind !== 'command') {
    throw new Error(JSON.stringify(request));
  }
  return request.invocation.options;
}

const messageOf = (...argv: readonly string[]) => {
  const request = parse(argv);
  return request.kind === 'wrong' ? request.message : request.kind;
};

describe('the command line', () => {
  it('starts the console when no command is named', () => {
    expect(parse(['-H', 'ssh://root@a', '--host', 'tcp://b:2376'])).toMatchObject({
      kind: 'console',
      options: {endpoint: {hosts: ['ssh://root@a', 'tcp://b:2376']}},
    });
  });

  it('lets a value begin with a dash, as the docker CLI does', () => {
    expect(optionsOf('services', '--filter', '-l tier=web').filter).toBe('-l tier=web');
    expect(optionsOf('services', '--filter=-f web').filter).toBe('-f web');
    expect(optionsOf('services', '--sort', '-running').sort).toEqual({field: 'running', descending: true});
  });

  it('takes the last of several where one is wanted', () => {
    expect(optionsOf('nodes', '--filter', 'a', '--filter', 'b').filter).toBe('b');
  });

  it('takes short options and short names of commands', () => {
    const request = parse(['svc', '-c', 'prod']);
    expect(request).toMatchObject({
      kind: 'command',
      invocation: {command: 'services', options: {endpoint: {context: 'prod'}}},
    });
  });

  it('turns off what is on by default only when told to', () => {
    expect(optionsOf('tasks')).toMatchObject({truncate: true, color: true});
    expect(optionsOf('tasks', '--no-trunc', '--no-color')).toMatchObject({truncate: false, color: false});
  });

  it('gives TLS files and whether to check', () => {
    expect(optionsOf('nodes', '--tlsverify', '--tlscacert', 'ca.pem').endpoint).toEqual({
      tls: {ca: 'ca.pem', verify: true},
    });
    expect(optionsOf('nodes', '--tls').endpoint).toEqual({tls: {verify: false}});
    expect(optionsOf('nodes').endpoint).toEqual({});
  });

  it.each([
    [['servcies'], 'there is no command "servcies". Did you mean "services"?'],
    [['kubectl'], /^there is no command "kubectl"\. Commands: status, check, nodes,/],
    [['nodes', '--jsno'], 'there is no option "--jsno". Did you mean "--json"?'],
    [['nodes', '--no-trnc'], 'there is no option "--no-trnc". Did you mean "--no-trunc"?'],
    [['nodes', '-x'], 'there is no option "-x". See medianest --help.'],
    [['nodes', '--format', 'jsn'], '--format: there is no format "jsn". Did you mean "json"?'],
    [['nodes', '--json', '--format', 'names'], '--json and --format names exclude each other'],
    [['nodes', '--filter'], '--filter needs a value'],
    [['nodes', '--timeout', 'soon'], '--timeout: "soon" is no time. Write seconds, or 500ms, 20s, 1m.'],
    [['nodes', 'extra'], 'usage: medianest nodes; given: "extra"'],
    [['describe', 'node'], 'usage: medianest describe KIND NAME|ID; given: "node"'],
    [['status', '--filter', 'x'], 'status takes no --filter. It takes --json.'],
    [['--json'], 'the console takes no --json.'],
    [['nodes', '-H', 'a', '-c', 'b'], '--host and --context exclude each other'],
  ])('refuses %j with what was meant', (argv, message) => {
    expect(messageOf(...argv)).toMatch(message);
  });

  it('ends wrong usage with 2, but a check with 3: there 2 would mean a critical swarm', async () => {
    expect((await run(['nodes', '--jsno'])).code).toBe(2);
    expect((await run(['check', '--jsno'])).code).toBe(3);
  });

  it('answers --help of a command with the help of that command', async () => {
    const {code, out} = await run(['svc', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('Usage: medianest services [OPTIONS]');
    expect(out).toContain('--filter FILTER');
  });

  it('names every command in the general help', async () => {
    const {out} = await run(['--help']);
    for (const name of ['status', 'check', 'services', 'describe KIND NAME|ID', 'completion bash|zsh|fish']) {
      expect(out).toContain(`  ${name} `);
    }
  });

  it('suggests in help too', async () => {
    expect(await run(['help', 'taks'])).toMatchObject({
      code: 2,
      err: 'medianest help: there is no command "taks". Did you mean "tasks"?\n',
    });
  });
});

describe('a duration', () => {
  it.each([
    ['5', 5000],
    ['500ms', 500],
    ['20s', 20_000],
    ['1.5m', 90_000],
    ['0', null],
    ['-1', null],
    ['9999999', null],
    ['5h', null],
    ['', null],
  ])('%j is %j ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
});
