import {type CallRunner, createCallRunner} from './call-runner.ts';
import {createDebouncer, type Debouncer} from './debouncer.ts';
import {startEventStream} from './event-stream.ts';
import {
  type ListedSource,
  listCall,
  localSources,
  servicesCall,
  someServicesCall,
  swarmSources,
} from './list-calls.ts';
import {createNodePace} from './node-pace.ts';
import {nodesCall} from './nodes-call.ts';
import {createRepeater} from './repeat.ts';
import {createSecondTries} from './second-tries.ts';
import {createSentinel, type Sentinel} from './sentinel.ts';
import type {Session, SessionParts} from './session.ts';
import {createSessionLife} from './session-life.ts';
import {createTaskWatch, type TaskWatch} from './task-watch.ts';
import type {Trigger} from './triggers.ts';
import {minorityTrouble} from './trouble.ts';

const listedSources: readonly ListedSource[] = ['nodes', ...localSources, 'secrets', 'configs'];
/** Events of one cause come in bursts: what they ask for is asked once. */
const soonMs = 30;
const laterMs = 2_000;
/** Agents report to the managers in batches of 100 ms. */
const agentBatchMs = 110;
/** The engine sends the headers of its event stream at once; one that does not is listed from all the same. */
const openGraceMs = 400;

/** Keeps the store true while the engine is a working manager: list, then watch, list again on every gap. */
export const startManagerSession = (parts: SessionParts): Session => {
  const {store, clock, timings} = parts;
  const life = createSessionLife(parts.signal);
  const inside = {...parts, signal: life.signal};
  const sentinel = createSentinel({...inside, end: life.end, onRelief: () => relieved()});
  const runner = createCallRunner({
    ...inside,
    onHang: sentinel.hang,
    onRelief: sentinel.relief,
    onFault: sentinel.fault,
    doubt: () => (store.quorum?.hasQuorum === false ? minorityTrouble(store.quorum).message : null),
  });
  const tasks = createTaskWatch({...inside, runner});
  const lists = createLists({...inside, runner, tasks, sentinel});
  const debouncer = createDebouncer(clock);

  const nodesRepeater = createRepeater(clock, createNodePace(store, timings.nodesMs), lists.nodes);
  const list = (source: ListedSource | 'tasks') => {
    if (source === 'tasks') return tasks.listAll();
    return source === 'nodes' ? lists.nodes().then(nodesRepeater.rearm) : lists.one(source);
  };
  const tries = createSecondTries({store, clock, sources: [...listedSources, 'tasks'], again: list});
  const checkRepeater = createRepeater(
    clock,
    () => timings.checkMs,
    async () => {
      if (await lists.check()) tries.look();
    },
  );
  const tasksRepeater = createRepeater(
    clock,
    () => timings.allTasksMs,
    () => {
      // Without events nothing else would tell of a new network or secret.
      if (store.freshness('events').kind !== 'live') for (const source of listedSources) void list(source);
      return tasks.listAll();
    },
  );

  const resync = () => {
    if (life.signal.aborted) return;
    debouncer.cancel('open');
    void Promise.all([lists.check(), tasks.listAll()]).then(tasks.review);
    for (const source of listedSources) void list(source);
  };
  const relieved = () => {
    tasks.wake();
    resync();
  };
  startEventStream({
    ...inside,
    sentinel,
    sources: [...swarmSources, ...localSources],
    onOpened: resync,
    onTrigger: trigger => react(trigger, {...inside, debouncer, runner, tasks, lists, list}),
  });
  debouncer.after('open', openGraceMs, resync);
  for (const repeater of [nodesRepeater, checkRepeater, tasksRepeater]) repeater.rearm();
  life.onOver(() => {
    for (const part of [nodesRepeater, checkRepeater, tasksRepeater, tasks, debouncer]) part.stop();
  });
  return {ended: life.ended, refresh: resync, setInView: tasks.setInView};
};

/** What the session asks the engine for. */
interface Lists {
  one(source: ListedSource): Promise<void>;
  nodes(): Promise<void>;
  /** The narrow check: every service with the engine's counts. Tells whether the engine answered as it should. */
  check(): Promise<boolean>;
  /** Services to ask for by name with the next `named`. */
  readonly wanted: Set<string>;
  named(): Promise<void>;
}

const createLists = (
  parts: SessionParts & {readonly runner: CallRunner; readonly tasks: TaskWatch; readonly sentinel: Sentinel},
): Lists => {
  const {engine, store, queue, clock, runner, tasks, sentinel} = parts;
  const wanted = new Set<string>();
  const takeWanted = () => {
    const ids = [...wanted];
    wanted.clear();
    return ids;
  };
  /** The narrow check stands for the rest too: what sends events and has sent none has not changed. */
  const confirm = () => {
    if (store.freshness('events').kind !== 'live') return;
    const sources = [...swarmSources, ...localSources].filter(
      source => store.freshness(source).kind === 'live',
    );
    queue.push([{kind: 'freshness', sources, freshness: {kind: 'live', asOfMs: clock.now()}}]);
  };
  return {
    wanted,
    one: source => runner.run(listCall(engine, source)),
    async nodes() {
      await runner.run(nodesCall({...parts, listAllTasks: tasks.listAll, stir: tasks.stir}));
      queue.flush();
      if (store.quorum?.hasQuorum === false) sentinel.doubted(minorityTrouble(store.quorum));
    },
    async check() {
      await runner.run(servicesCall(engine, tasks.servicesListed));
      queue.flush();
      if (parts.signal.aborted || runner.hanging > 0 || store.freshness('services').kind !== 'live')
        return false;
      sentinel.answered();
      confirm();
      return true;
    },
    named: () => runner.run(someServicesCall(engine, takeWanted, tasks.servicesListed)),
  };
};

/** Does what an event asks for: soon, and once for a burst. */
const react = (
  trigger: Trigger,
  parts: Pick<SessionParts, 'queue'> & {
    readonly debouncer: Debouncer;
    readonly runner: CallRunner;
    readonly tasks: TaskWatch;
    readonly lists: Lists;
    readonly list: (source: ListedSource) => Promise<void>;
  },
): void => {
  const {debouncer, lists, tasks} = parts;
  switch (trigger.kind) {
    case 'service-changed':
      lists.wanted.add(trigger.id);
      return debouncer.after('services', soonMs, () => void lists.named());
    case 'service-removed':
      parts.queue.push([{kind: 'remove', table: 'services', ids: [trigger.id]}]);
      // A list that is on its way may have been made before and bring it back: it is asked for by name behind that.
      lists.wanted.add(trigger.id);
      debouncer.after('services', soonMs, () => void lists.named());
      return debouncer.after('all-tasks', laterMs, () => void tasks.listAll());
    case 'tasks-of-service':
      return debouncer.after(`tasks:${trigger.id}`, agentBatchMs, () => tasks.stir(trigger.id));
    case 'list':
      return debouncer.after(
        trigger.source,
        trigger.soon ? soonMs : laterMs,
        () => void parts.list(trigger.source),
      );
  }
};
