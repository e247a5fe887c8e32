import {createCallRunner} from '../calls/call-runner.ts';
import {type ListedSource, listCall, localSources, swarmSources} from '../calls/list-calls.ts';
import {doubted} from '../doubt.ts';
import {createDebouncer} from '../pace/debouncer.ts';
import {createRepeater} from '../pace/repeat.ts';
import {membershipTrouble, type Trouble} from '../trouble.ts';
import {startEventStream} from './event-stream.ts';
import {createSecondTries} from './second-tries.ts';
import {createSentinel} from './sentinel.ts';
import type {Session, SessionParts} from './session.ts';
import {createSessionLife} from './session-life.ts';

const soonMs = 100;

/**
 * What can be told of an engine that is no working manager: its own containers, volumes and networks. It is asked again
 * and again whether it is one now; then the session ends.
 */
export const startLimitedSession = (parts: SessionParts): Session => {
  const {engine, queue, clock, timings, membership} = parts;
  const life = createSessionLife(parts.signal);
  const trouble = membershipTrouble(membership);
  const onTrouble = (next: Trouble | null) => parts.onTrouble(next ?? trouble);
  const inside = {...parts, signal: life.signal, onTrouble};
  onTrouble(null);
  withdraw(parts, trouble?.message ?? membership.kind);

  const sentinel = createSentinel({...inside, end: life.end, onRelief: () => resync()});
  const runner = createCallRunner({
    ...inside,
    onHang: sentinel.hang,
    onRelief: sentinel.relief,
    onFault: sentinel.fault,
    doubt: () => null,
  });
  const list = (source: ListedSource) => runner.run(listCall(engine, source));
  const resync = () => void Promise.all(localSources.map(list)).then(parts.hold.release);
  const tries = createSecondTries({store: parts.store, clock, sources: localSources, again: list});
  const askRole = async () => {
    await runner.run({
      key: 'engine',
      what: 'role',
      sources: ['engine'],
      concerns: ['engine'],
      async ask(limit) {
        const info = await engine.info(limit);
        if (info.membership.kind !== membership.kind)
          life.end({kind: 'membership', membership: info.membership});
        return [{kind: 'engine', info}];
      },
    });
    queue.flush();
    if (life.signal.aborted || runner.hanging > 0 || parts.store.freshness('engine').kind !== 'live') return;
    sentinel.answered();
    tries.look();
  };

  const debouncer = createDebouncer(clock);
  startEventStream({
    ...inside,
    sentinel,
    sources: localSources,
    onOpened: resync,
    onTrigger(trigger) {
      // A node event on an engine that is no manager means that it is becoming one, or was one until now.
      if (trigger.kind === 'node-changed' || (trigger.kind === 'list' && trigger.source === 'nodes'))
        debouncer.after('role', soonMs, () => void askRole());
      else if (trigger.kind !== 'list') return;
      else if (localSources.some(source => source === trigger.source))
        debouncer.after(trigger.source, soonMs, () => void list(trigger.source));
    },
  });
  const roleRepeater = createRepeater(clock, () => timings.membershipMs, askRole);
  roleRepeater.rearm();
  life.onOver(() => {
    roleRepeater.stop();
    debouncer.stop();
    queue.flush();
  });
  const refresh = () => {
    resync();
    void askRole();
  };
  return {ended: life.ended, refresh, setInView: () => undefined, stir: () => undefined};
};

/** What this engine cannot tell now: what we had goes stale, what we never had is not to be had. */
const withdraw = ({store, queue, clock}: SessionParts, reason: string): void => {
  for (const source of swarmSources) {
    const before = store.freshness(source);
    const isKept = before.kind === 'live' || before.kind === 'stale';
    const freshness = isKept
      ? doubted(before, clock.now(), reason)
      : ({kind: 'unavailable', reason} as const);
    queue.push([{kind: 'freshness', sources: [source], freshness}]);
  }
};
