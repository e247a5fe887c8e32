import {describe, expect, it} from 'vitest';
import type {EngineEvent} from '../../../../source/domain/model/index.ts';
import {eventChange, eventKey, eventName, isNoise} from '../../../../source/panes/events/event-words.ts';

const anEvent = (
  type: string,
  action: string,
  attributes: Readonly<Record<string, string>> = {},
): EngineEvent => ({type, action, id: 'abc', scope: 'swarm', attributes, timeMs: 1_000});

describe('events in words', () => {
  it.each([
    [{'replicas.old': '2', 'replicas.new': '3'}, 'replicas 2 → 3'],
    [{'image.old': 'r.io/app:1@sha256:0', 'image.new': 'r.io/app:2@sha256:1'}, 'image app:1 → app:2'],
    [
      {'updatestate.old': 'updating', 'updatestate.new': 'rollback_started'},
      'update updating → rollback started',
    ],
    [{'state.old': 'ready', 'state.new': 'down'}, 'state ready → down'],
    [{'availability.old': 'active', 'availability.new': 'drain'}, 'availability active → drain'],
    [{'updatestate.new': 'updating'}, 'update none → updating'],
  ])('tells what changed from %j', (attributes, text) => {
    expect(eventChange(anEvent('service', 'update', attributes))).toBe(text);
  });

  it('tells the exit code of a container in words', () => {
    expect(eventChange(anEvent('container', 'die', {exitCode: '137'}))).toBe(
      'exit 137 (killed, usually out of memory)',
    );
  });

  it('takes an update that tells nothing for noise, and no other event', () => {
    expect(isNoise(anEvent('node', 'update', {name: 'node-1'}))).toBe(true);
    expect(isNoise(anEvent('node', 'update', {name: 'node-1', 'state.new': 'down'}))).toBe(false);
    expect(isNoise(anEvent('node', 'remove', {name: 'node-1'}))).toBe(false);
  });

  it('names an object by its id where the engine gives no name', () => {
    expect(eventName(anEvent('service', 'remove'))).toBe('abc');
    expect(eventName(anEvent('service', 'remove', {name: 'web'}))).toBe('web');
  });

  it('tells two changes of one object within a millisecond apart', () => {
    const [first, second] = ['2', '3'].map(replicas =>
      anEvent('service', 'update', {'replicas.new': replicas}),
    );
    expect(first && eventKey(first)).not.toBe(second && eventKey(second));
  });
});
