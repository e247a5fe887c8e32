import {describe, expect, it} from 'vitest';
import type {EngineEvent} from '../../../../source/domain/model/index.ts';
import {triggersOf} from '../../../../source/feeds/session/triggers.ts';

const event = (type: string, action: string, attributes: Record<string, string> = {}): EngineEvent => ({
  type,
  action,
  attributes,
  id: 'x',
  scope: 'swarm',
  timeMs: 0,
});

describe('what an event makes the feeds do', () => {
  it.each([['create'], ['update']])('a service %s asks for that service alone', action => {
    expect(triggersOf(event('service', action))).toEqual([{kind: 'service-changed', id: 'x'}]);
  });

  it('a removed service is removed without asking', () => {
    expect(triggersOf(event('service', 'remove'))).toEqual([{kind: 'service-removed', id: 'x'}]);
  });

  it('a node that goes or comes makes all nodes be listed, any other update of it that node alone', () => {
    expect(
      triggersOf(event('node', 'update', {name: 'n', 'state.new': 'down', 'state.old': 'ready'})),
    ).toEqual([{kind: 'list', source: 'nodes', soon: true}]);
    expect(triggersOf(event('node', 'update', {name: 'n'}))).toEqual([{kind: 'node-changed', id: 'x'}]);
  });

  it.each(['exec_create: wget -q', 'exec_start: wget -q', 'exec_die', 'top', 'attach', 'resize'])(
    'health-check and other noise wakes nothing: %s',
    action => {
      expect(triggersOf(event('container', action, {'com.docker.swarm.service.id': 's'}))).toEqual([]);
    },
  );

  it.each(['start', 'die', 'oom', 'health_status: unhealthy'])(
    'a container %s asks for containers and its service',
    action => {
      expect(triggersOf(event('container', action, {'com.docker.swarm.service.id': 's'}))).toEqual([
        {kind: 'list', source: 'containers', soon: true},
        {kind: 'tasks-of-service', id: 's'},
      ]);
    },
  );

  it('a container that is no task asks for containers only', () => {
    expect(triggersOf(event('container', 'die'))).toEqual([{kind: 'list', source: 'containers', soon: true}]);
  });

  it.each([
    ['network', 'connect'],
    ['network', 'disconnect'],
    ['volume', 'mount'],
    ['volume', 'unmount'],
    ['image', 'pull'],
  ])('%s %s wakes nothing', (type, action) => {
    expect(triggersOf(event(type, action))).toEqual([]);
  });
});
