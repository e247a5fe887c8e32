import {expect, test} from 'vitest';
import {hasNoEngine} from '../../../../source/engine/discovery/find-endpoints.ts';
import {aMachine} from '../../../builders/surroundings.ts';

const machine = () => aMachine().with({XDG_RUNTIME_DIR: '/run/user/7'});

test('a machine without any socket has no engine', () => {
  expect(hasNoEngine({}, machine())).toBe(true);
});

test.each(['/var/run/docker.sock', '/run/user/7/docker.sock', '/home/ann/.docker/run/docker.sock'])(
  'one with %s has, whether anybody listens and may be asked or not',
  path => {
    expect(hasNoEngine({}, machine().withSocket(path))).toBe(false);
    expect(hasNoEngine({}, machine().withSocket(path, 'forbidden'))).toBe(false);
  },
);

test.each([
  ['--host', () => hasNoEngine({hosts: ['tcp://10.0.0.1']}, machine())],
  ['--context', () => hasNoEngine({context: 'prod'}, machine())],
  ['--tls', () => hasNoEngine({tls: {verify: true}}, machine())],
  ['DOCKER_HOST', () => hasNoEngine({}, machine().with({DOCKER_HOST: 'tcp://10.0.0.1'}))],
  ['DOCKER_CONTEXT', () => hasNoEngine({}, machine().with({DOCKER_CONTEXT: 'prod'}))],
  [
    'the current context',
    () =>
      hasNoEngine({}, machine().withContext('prod', 'tcp://10.0.0.1').withConfig({currentContext: 'prod'})),
  ],
])('where one is asked for by %s, none is made up', (_, isWithout) => {
  expect(isWithout()).toBe(false);
});
