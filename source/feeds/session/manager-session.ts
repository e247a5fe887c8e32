import {createCallRunner} from '../calls/call-runner.ts';
import {engineCall, type ListedSource, localSources, swarmSources} from '../calls/list-calls.ts';
import {createDebouncer} from '../pace/debouncer.ts';
import {createNodePace} from '../pace/node-pace.ts';
import {createRepeater} from '../pace/repeat.ts';
import {createToll} from '../pace/toll.ts';
import {createTaskWatch} from '../tasks/task-watch.ts';
import {minorityTrouble} from '../trouble.ts';
import {startEventStream} from './event-stream.ts';
import {react, reactionAllowance} from './react.ts';
import {createSecondTries} from './second-tries.ts';
import {createSentinel} from './sentinel.ts';
import type {Session, SessionParts} from './session.ts';
import {createSessionLife} from './session-life.ts';
import {createSessionLists} from './session-lists.ts';

const listedSources: readonly ListedSource[] = ['nodes', ...localSources, 'secrets', 'configs'];
/** The engine sends the headers of its event stream at once; one that does not is listed from all the same. */
const openGraceMs = 400;
/** Thousands of services take long to tell: their list may take a tenth of the time, and is never older than this. */
const checkRestFactor = 9;
const longestCheckRestMs = 20_000;

/** Whether agents tell of every node what happens to its containers: then little needs to be asked for. */
const isWatched = (store: SessionParts['store']): boolean => store.freshness('agents').kind === 'live';

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
  const lists = createSessionLists({...inside, runner, tasks, sentinel});
  const debouncer = createDebouncer(clock, reactionAllowance);

  const nodesRepeater = createRepeater(clock, createNodePace(store, timings.nodesMs), lists.nodes);
  const list = (source: ListedSource | 'tasks') => {
    if (source === 'tasks') return tasks.listAll();
    return source === 'nodes' ? lists.nodes().then(nodesRepeater.rearm) : lists.one(source);
  };
  const tries = createSecondTries({store, clock, sources: [...listedSources, 'tasks'], again: list});
  const checkToll = createToll(checkRestFactor, longestCheckRestMs);
  const checkRepeater = createRepeater(
    clock,
    () => Math.max(isWatched(store) ? timings.watchedCheckMs : timings.checkMs, checkToll.restMs),
    async () => {
      const startedMs = clock.elapsed();
      const isTold = await lists.check();
      const nowMs = clock.elapsed();
      checkToll.took(nowMs - startedMs, nowMs);
      if (isTold) tries.look();
    },
  );
  const tasksRepeater = createRepeater(
    clock,
    () => (isWatched(store) ? timings.watchedTasksMs : timings.allTasksMs),
    () => {
      // Without events nothing else would tell of a new network or secret.
      if (store.freshness('events').kind !== 'live') for (const source of listedSources) void list(source);
      return tasks.listAll();
    },
  );

  const resync = () => {
    if (life.signal.aborted) return;
    debouncer.cancel('open');
    const counted = Promise.all([lists.check(), tasks.listAll()]);
    const others = Promise.all(listedSources.map(list));
    void Promise.all([counted, others]).then(parts.hold.release);
    void Promise.all([counted, parts.hold.over]).then(tasks.review);
    void Promise.all([others, parts.hold.over]).then(() => {
      lists.doubtMinority();
      nodesRepeater.rearm();
    });
  };
  const relieved = () => {
    tasks.wake();
    checkToll.waive(clock.elapsed());
    checkRepeater.rearm();
    resync();
  };
  startEventStream({
    ...inside,
    sentinel,
    sources: [...swarmSources, ...localSources],
    onOpened: resync,
    onTrigger: trigger => react(trigger, {...inside, debouncer, tasks, lists, list}),
  });
  debouncer.after('open', openGraceMs, resync);
  for (const repeater of [nodesRepeater, checkRepeater, tasksRepeater]) repeater.rearm();
  let wasWatched = isWatched(store);
  const stopFollowing = store.onChange(({other}) => {
    if (!other.has('freshness') || isWatched(store) === wasWatched) return;
    wasWatched = !wasWatched;
    // What happened while an agent was silent was not told.
    if (!wasWatched) void tasks.listAll();
    for (const repeater of [checkRepeater, tasksRepeater]) repeater.rearm();
  });
  life.onOver(() => {
    stopFollowing();
    for (const part of [nodesRepeater, checkRepeater, tasksRepeater, tasks, debouncer]) part.stop();
  });
  const refresh = () => {
    resync();
    // The swarm itself, its keys and certificates, sends no events.
    void runner.run(engineCall(parts.engine));
  };
  const stir = (id: string) =>
    react({kind: 'tasks-of-service', id}, {...inside, debouncer, tasks, lists, list});
  return {ended: life.ended, refresh, setInView: tasks.setInView, stir};
};
