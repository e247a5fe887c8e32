import {describe, expect, it} from 'vitest';
import {createChangeQueue} from '../../../source/feeds/change-queue.ts';
import {createClusterStore} from '../../../source/store/create-cluster-store.ts';
import {aClock} from '../../builders/fake-clock.ts';
import {aSwarm, start} from './running-feeds.ts';

/** Feeds whose every change of the store is seen. */
const watched = (engine = aSwarm().engine) => {
  const clock = aClock();
  const store = createClusterStore(clock.now());
  const pictures: string[] = [];
  store.onChange(() => pictures.push(`${store.connection.phase} ${store.freshness('tasks').kind}`));
  const queue = createChangeQueue(store, clock, 33);
  return {...start([engine], {clock, store, queue, frameMs: 33}), pictures};
};

describe('the first picture', () => {
  it('comes in one piece, not list by list', async () => {
    const {clock, pictures} = watched();
    await clock.advance(10);
    expect(pictures.filter(picture => picture.startsWith('connected'))).toEqual(['connected live']);
  });

  it('does not wait for what the engine is when its ping has told that it is a manager', async () => {
    const {engine} = aSwarm();
    engine.mute('info');
    const {clock, pictures} = watched(engine);
    await clock.advance(10);
    expect(pictures.at(-1)).toBe('connected live');
  });

  it('shows after a tenth of a second what there is, and the rest when it comes', async () => {
    const {engine} = aSwarm();
    const arrive = engine.delay('tasks');
    const {clock, store, pictures} = watched(engine);
    await clock.advance(90);
    expect(pictures.some(picture => picture.startsWith('connected'))).toBe(false);
    await clock.advance(20);
    expect(pictures.at(-1)).toBe('connected loading');
    expect(store.table('services').size).toBe(1);
    arrive();
    await clock.advance(40);
    expect(pictures.at(-1)).toBe('connected live');
  });

  it('is not believed of an engine that takes itself for a manager and has lost the quorum', async () => {
    const {engine} = aSwarm();
    engine.membership = {kind: 'no-quorum', reason: 'no leader'};
    engine.fail('no-quorum', 'swarm');
    const {clock, store, kind} = watched(engine);
    await clock.advance(200);
    expect(store.connection).toMatchObject({phase: 'connected', membership: {kind: 'no-quorum'}});
    expect(store.connection.trouble?.kind).toBe('no-quorum');
    expect(kind('services')).not.toBe('live');
  });

  it('is that of a worker where an old engine that does not say so in its ping is one', async () => {
    const {engine} = aSwarm();
    engine.membership = {kind: 'worker'};
    engine.fail('not-a-manager', 'swarm');
    Object.defineProperty(engine, 'greeting', {value: {apiVersion: '1.41', swarm: ''}});
    const {clock, store, kind, pictures} = watched(engine);
    await clock.advance(50);
    expect(store.connection.trouble?.kind).toBe('worker');
    expect([kind('services'), kind('tasks'), kind('containers')]).toEqual([
      'unavailable',
      'unavailable',
      'live',
    ]);
    expect(pictures.filter(picture => picture.startsWith('connected'))).toEqual(['connected unavailable']);
  });

  it('has what moves followed, though it was not in the store when its tasks were listed', async () => {
    const {engine, service} = aSwarm();
    engine.services = [{...service, mode: {kind: 'replicated', replicas: 2}}];
    const {clock} = watched(engine);
    await clock.advance(3_000);
    expect(engine.calls.filter(call => call === `tasks:${service.id}`).length).toBeGreaterThanOrEqual(2);
  });
});
