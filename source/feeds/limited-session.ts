import type {EngineEvent} from '../domain/model/index.ts';
import {createBackoff} from './backoff.ts';
import {createCallRunner, doubted} from './call-runner.ts';
import {createDebouncer} from './debouncer.ts';
import {followEvents} from './event-feed.ts';
import {listCall, localSources, swarmSources} from './list-calls.ts';
import {createRepeater} from './repeat.ts';
import {createSentinel} from './sentinel.ts';
import type {Session, SessionEnd, SessionParts} from './session.ts';
import {triggersOf} from './triggers.ts';
import {membershipTrouble} from './trouble.ts';

const soonMs = 100;

/**
 * What can be told of an engine that is no working manager: its own containers, volumes and networks. It is asked again
 * and again whether it is one now; then the session ends.
 */
export const startLimitedSession = (parts: SessionParts): Session => {
  const {engine, store, queue, clock, timings, membership} = parts;
  const over = new AbortController();
  const signal = AbortSignal.any([parts.signal, over.signal]);
  const {promise: ended, resolve} = Promise.withResolvers<SessionEnd>();
  const end = (how: SessionEnd) => {
    if (!over.signal.aborted) over.abort();
    resolve(how);
  };
  parts.signal.addEventListener('abort', () => end({kind: 'closed'}), {once: true});

  const trouble = membershipTrouble(membership);
  parts.onTrouble(trouble);
  for (const source of swarmSources) {
    const reason = trouble?.message ?? membership.kind;
    const freshness =
      membership.kind === 'no-quorum' && store.freshness(source).kind !== 'loading'
        ? doubted(store.freshness(source), clock.now(), reason)
        : ({kind: 'unavailable', reason} as const);
    queue.push([{kind: 'freshness', sources: [source], freshness}]);
  }

  const onTrouble = (next: typeof trouble) => parts.onTrouble(next ?? trouble);
  const sentinel = createSentinel({...parts, onTrouble, signal, end, onRelief: () => resync()});
  const runner = createCallRunner({
    ...parts,
    signal,
    onHang: sentinel.hang,
    onRelief: sentinel.relief,
    onFault: sentinel.fault,
    doubt: () => null,
  });
  const resync = () => {
    for (const source of localSources) void runner.run(listCall(engine, source));
  };
  const askRole = () =>
    runner.run({
      key: 'engine',
      sources: ['engine'],
      async ask(limit) {
        const info = await engine.info(limit);
        if (info.membership.kind !== membership.kind) end({kind: 'membership', membership: info.membership});
        return [{kind: 'engine', info}];
      },
    });

  const debouncer = createDebouncer(clock);
  const onEvent = (event: EngineEvent) => {
    queue.push([{kind: 'events', events: [event]}]);
    for (const trigger of triggersOf(event)) {
      if (trigger.kind === 'list' && localSources.some(source => source === trigger.source))
        debouncer.after(trigger.source, soonMs, () => void runner.run(listCall(engine, trigger.source)));
      if (event.type === 'node') debouncer.after('role', soonMs, () => void askRole());
    }
  };
  const onOpened = () => {
    queue.push([{kind: 'freshness', sources: ['events'], freshness: {kind: 'live', asOfMs: clock.now()}}]);
    resync();
  };
  const onBroken = (error: {readonly message: string} | null) => {
    const reason = error?.message ?? 'the engine closed its event stream';
    for (const source of ['events', ...localSources] as const)
      queue.push([
        {
          kind: 'freshness',
          sources: [source],
          freshness: doubted(store.freshness(source), clock.now(), reason),
        },
      ]);
    sentinel.broken();
  };
  const roleRepeater = createRepeater(clock, () => timings.membershipMs, askRole);
  roleRepeater.rearm();
  signal.addEventListener('abort', () => {
    roleRepeater.stop();
    debouncer.stop();
  });
  const backoff = createBackoff({firstMs: 250, capMs: 5_000, jitter: 0.3}, parts.random);
  void followEvents({engine, clock, backoff, signal, onOpened, onEvent, onBroken});
  return {ended, refresh: resync, setInView: () => undefined};
};
