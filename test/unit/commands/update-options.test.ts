import {describe, expect, it} from 'vitest';
import {commandLineOptions} from '../../../source/commands/arguments/options.ts';
import {parse, run} from './command-line.ts';

const patchOf = (...argv: readonly string[]) => {
  const request = parse(['update', 'web', ...argv]);
  if (request.kind !== 'command') throw new Error(request.kind === 'wrong' ? request.message : request.kind);
  return request.invocation.options.act.patch;
};

describe('the options of an update', () => {
  it('may be given several times where there are many values; of others the last counts', () => {
    expect(
      patchOf(
        '--env-add',
        'A=1',
        '--env-add=B=two words',
        '--env-rm',
        'C',
        '--limit-cpu',
        '1',
        '--limit-cpu',
        '2',
      ),
    ).toEqual({
      set: {'limit-cpu': 2e9},
      lists: {env: {add: ['A=1', 'B=two words'], remove: ['C']}},
    });
  });

  it('may have values that begin with a dash', () => {
    expect(patchOf('--health-cmd', '-f /tmp/ready')).toMatchObject({
      set: {'health-cmd': ['CMD-SHELL', '-f /tmp/ready']},
    });
  });

  it('turn the health check off', () => {
    expect(patchOf('--no-healthcheck')).toEqual({set: {}, lists: {}, noHealthcheck: true});
    expect(patchOf('--image', 'app:2')).toEqual({set: {image: 'app:2'}, lists: {}});
  });

  it.each([
    [['--limit-memory', 'much'], '--limit-memory: "much" is no amount of memory, such as 512m or 2g'],
    [['--env-add'], '--env-add needs a value'],
    [['--no-healthcheck', '--health-retries', '3'], '--no-healthcheck: it excludes --health-retries'],
    [['--update-delai', '3s'], 'there is no option "--update-delai". Did you mean "--update-delay"?'],
  ])('are refused by name: %j', (argv, message) => {
    expect(parse(['update', 'web', ...argv])).toMatchObject({kind: 'wrong', message});
  });

  it('are taken by update and plan alone', () => {
    expect(parse(['scale', 'web=2', '--limit-cpu', '1'])).toMatchObject({kind: 'wrong'});
    expect(parse(['plan', 'update', 'web', '--limit-cpu', '1']).kind).toBe('command');
  });

  it('have names of their own', () => {
    const names = commandLineOptions.map(({name}) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('an edit', () => {
  it('is refused where there is no terminal, before anything is asked of an engine', async () => {
    const {code, err} = await run(['edit', 'web']);
    expect([code, err]).toEqual([
      2,
      'medianest edit: an editor needs a terminal; for scripts there is medianest update\n',
    ]);
  });
});
