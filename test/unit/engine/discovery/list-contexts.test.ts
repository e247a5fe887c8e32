import {describe, expect, it} from 'vitest';
import {contextDigest} from '../../../../source/engine/discovery/context-store.ts';
import {listContexts} from '../../../../source/engine/discovery/list-contexts.ts';
import {aMachine} from '../../../builders/surroundings.ts';

describe('the list of contexts', () => {
  it('shows the default one first, the others by name, and which one docker would use', () => {
    const machine = aMachine()
      .withContext('node-10', 'ssh://node-10', {description: 'ten'})
      .withContext('node-9', 'ssh://node-9')
      .withConfig({currentContext: 'node-10'});
    expect(listContexts(machine)).toEqual([
      {
        name: 'default',
        description: 'Current DOCKER_HOST based configuration',
        host: 'unix:///var/run/docker.sock',
        current: false,
        problem: null,
      },
      {name: 'node-9', description: '', host: 'ssh://node-9', current: false, problem: null},
      {name: 'node-10', description: 'ten', host: 'ssh://node-10', current: true, problem: null},
    ]);
  });

  it('marks the default one while DOCKER_HOST or --host decides', () => {
    const machine = aMachine()
      .withContext('a', 'tcp://a')
      .with({DOCKER_HOST: 'tcp://b:1', DOCKER_CONTEXT: 'a'});
    const current = (choice = {}) =>
      listContexts(machine, choice)
        .filter(context => context.current)
        .map(({name, host}) => `${name} ${host}`);
    expect(current()).toEqual(['default tcp://b:1']);
    expect(current({context: 'a'})).toEqual(['a tcp://a']);
  });

  it('lists what is broken with its problem', () => {
    const meta = (name: string) => `/home/ann/.docker/contexts/meta/${contextDigest(name)}/meta.json`;
    const machine = aMachine()
      .withFile(meta('torn'), '{"Name":')
      .withFile(meta('hollow'), '{"Name":"hollow","Endpoints":{}}')
      .withUnreadable(meta('locked'))
      .withContext('odd', 'gopher://x')
      .with({DOCKER_CONTEXT: 'gone'});
    const problems = Object.fromEntries(listContexts(machine).map(({name, problem}) => [name, problem]));
    expect(problems['default']).toBeNull();
    expect(problems[contextDigest('torn').slice(0, 12)]).toContain('is no JSON');
    expect(problems['hollow']).toContain('names no docker engine');
    expect(problems[contextDigest('locked').slice(0, 12)]).toContain('permission denied');
    expect(problems['odd']).toContain('that is no address');
    expect(problems['gone']).toContain('not in the store');
  });

  it('lists contexts even when the settings cannot be read or the default engine cannot be told', () => {
    const machine = aMachine()
      .withFile('/home/ann/.docker/config.json', 'no json')
      .withContext('a', 'tcp://a')
      .with({DOCKER_HOST: 'gopher://x'});
    expect(listContexts(machine).map(({name, problem}) => [name, problem === null])).toEqual([
      ['default', false],
      ['a', true],
    ]);
  });
});
