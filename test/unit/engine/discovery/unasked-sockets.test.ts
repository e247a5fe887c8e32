import {expect, test} from 'vitest';
import {unaskedSockets} from '../../../../source/engine/discovery/find-endpoints.ts';
import {aMachine} from '../../../builders/surroundings.ts';

const machine = () => aMachine().with({XDG_RUNTIME_DIR: '/run/user/7'});

test('where nobody says which engine is meant, the usual sockets are tried', () => {
  expect(unaskedSockets({}, machine())).toEqual([
    '/var/run/docker.sock',
    '/run/user/7/docker.sock',
    '/home/ann/.docker/run/docker.sock',
  ]);
});

test.each([
  ['--host', () => unaskedSockets({hosts: ['tcp://10.0.0.1']}, machine())],
  ['--context', () => unaskedSockets({context: 'prod'}, machine())],
  ['--tls', () => unaskedSockets({tls: {verify: true}}, machine())],
  ['DOCKER_HOST', () => unaskedSockets({}, machine().with({DOCKER_HOST: 'tcp://10.0.0.1'}))],
  ['DOCKER_CONTEXT', () => unaskedSockets({}, machine().with({DOCKER_CONTEXT: 'prod'}))],
  [
    'the current context',
    () =>
      unaskedSockets(
        {},
        machine().withContext('prod', 'tcp://10.0.0.1').withConfig({currentContext: 'prod'}),
      ),
  ],
])('where an engine is asked for by %s, none are', (_, sockets) => {
  expect(sockets()).toEqual([]);
});
