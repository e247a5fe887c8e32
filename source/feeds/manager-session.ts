import type {EngineEvent} from '../domain/model/index.ts';
import {createBackoff} from './backoff.ts';
import {createCallRunner, doubted} from './call-runner.ts';
import {createDebouncer} from './debouncer.ts';
import {followEvents} from './event-feed.ts';
import {
  type ListedSource,
  listCall,
  localSources,
  servicesCall,
  someServicesCall,
  swarmSources,
} from './list-calls.ts';
import {createNodePace} from './node-pace.ts';
import {createRepeater} from './repeat.ts';
import {createSentinel} from './sentinel.ts';
import type {Session, SessionEnd, SessionParts} from './session.ts';
import {createTaskWatch} from './task-watch.ts';
import {type Trigger, triggersOf} from './triggers.ts';
import {minorityTrouble} from './trouble.ts';

const listedSources: readonly ListedSource[] = ['nodes', ...localSources, 'secrets', 'configs'];
/** Events of one cause come in bursts: what they ask for is asked once. */
const soonMs = 30;
const laterMs = 2_000;
/** The engine sends the headers of its event stream at once; one that does not is listed from all the same. */
const openGraceMs = 400;

/** Keeps the store true while the engine is a working manager: list, then watch, list again on every gap. */
export const startManagerSession = (parts: SessionParts): Session => {
  const {engine, store, queue, clock, timings} = parts;
  const over = new AbortController();
  const signal = AbortSignal.any([parts.signal, over.signal]);
  const {promise: ended, resolve} = Promise.withResolvers<SessionEnd>();
  const end = (how: SessionEnd) => {
    if (!over.signal.aborted) over.abort();
    resolve(how);
  };
  parts.signal.addEventListener('abort', () => end({kind: 'closed'}), {once: true});

  const sentinel = createSentinel({...parts, signal, end, onRelief: () => resync()});
  const minority = (): string | null => {
    const quorum = store.quorum;
    return quorum === null || quorum.hasQuorum ? null : minorityTrouble(quorum).message;
  };
  const runner = createCallRunner({
    ...parts,
    signal,
    onHang: sentinel.hang,
    onRelief: sentinel.relief,
    onFault: sentinel.fault,
    doubt: minority,
  });
  const tasks = createTaskWatch({...parts, runner});
  let namedServices = new Set<string>();
  const takeNamed = () => {
    const ids = [...namedServices];
    namedServices = new Set();
    return ids;
  };

  const list = (source: ListedSource) =>
    source === 'nodes' ? listNodes() : runner.run(listCall(engine, source));
  const listNodes = async () => {
    await runner.run(listCall(engine, 'nodes'));
    queue.flush();
    const quorum = store.quorum;
    if (quorum !== null && !quorum.hasQuorum) sentinel.doubted(minorityTrouble(quorum));
    nodesRepeater.rearm();
  };
  const check = async () => {
    await runner.run(servicesCall(engine, tasks.servicesListed));
    if (signal.aborted || runner.hanging > 0) return;
    if (store.freshness('services').kind === 'live') {
      sentinel.answered();
      confirm();
    }
  };
  /** The narrow check stands for tasks too: counts that have not moved mean tasks that have not moved. */
  const confirm = () => {
    const stood = (
      ['nodes', 'tasks', 'secrets', 'configs', 'networks', 'volumes', 'containers'] as const
    ).filter(source => store.freshness(source).kind === 'live');
    if (store.freshness('events').kind === 'live')
      queue.push([{kind: 'freshness', sources: stood, freshness: {kind: 'live', asOfMs: clock.now()}}]);
  };

  const debouncer = createDebouncer(clock);
  const act = (trigger: Trigger) => {
    switch (trigger.kind) {
      case 'service-changed':
        namedServices.add(trigger.id);
        debouncer.after(
          'services',
          soonMs,
          () => void runner.run(someServicesCall(engine, takeNamed, tasks.servicesListed)),
        );
        return;
      case 'service-removed':
        namedServices.delete(trigger.id);
        queue.push([{kind: 'remove', table: 'services', ids: [trigger.id]}]);
        debouncer.after('all-tasks', laterMs, () => void tasks.listAll());
        return;
      case 'tasks-of-service':
        // Agents report to the managers in batches of 100 ms.
        debouncer.after(`tasks:${trigger.id}`, 110, () => tasks.stir(trigger.id));
        return;
      case 'list':
        debouncer.after(trigger.source, trigger.soon ? soonMs : laterMs, () => void list(trigger.source));
    }
  };
  const onEvent = (event: EngineEvent) => {
    queue.push([{kind: 'events', events: [event]}]);
    for (const trigger of triggersOf(event)) act(trigger);
  };

  const resync = () => {
    if (signal.aborted) return;
    void check().then(() => tasks.listAll());
    for (const source of listedSources) void list(source);
  };
  const onOpened = () => {
    debouncer.cancel('open');
    queue.push([{kind: 'freshness', sources: ['events'], freshness: {kind: 'live', asOfMs: clock.now()}}]);
    resync();
  };
  const onBroken = (error: {readonly message: string} | null) => {
    const reason = error === null ? 'the engine closed its event stream' : error.message;
    for (const source of ['events', ...swarmSources, ...localSources] as const)
      queue.push([
        {
          kind: 'freshness',
          sources: [source],
          freshness: doubted(store.freshness(source), clock.now(), reason),
        },
      ]);
    sentinel.broken();
  };

  const restless = createNodePace(store, timings.nodesMs);
  const nodesRepeater = createRepeater(clock, restless, listNodes);
  const checkRepeater = createRepeater(clock, () => timings.checkMs, check);
  const tasksRepeater = createRepeater(clock, () => timings.allTasksMs, tasks.listAll);
  signal.addEventListener('abort', () => {
    for (const stoppable of [nodesRepeater, checkRepeater, tasksRepeater, tasks, debouncer]) stoppable.stop();
  });
  for (const repeater of [nodesRepeater, checkRepeater, tasksRepeater]) repeater.rearm();
  debouncer.after('open', openGraceMs, resync);
  const backoff = createBackoff({firstMs: 250, capMs: 5_000, jitter: 0.3}, parts.random);
  void followEvents({engine, clock, backoff, signal, onOpened, onEvent, onBroken});

  return {
    ended,
    refresh: resync,
    setInView: view => tasks.setInView(view),
  };
};
