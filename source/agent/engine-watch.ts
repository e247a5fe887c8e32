import type {ContainerFact} from '../domain/metrics/container-fact.ts';
import type {EngineEvent, EngineInfo} from '../domain/model/index.ts';
import type {Endpoint} from '../engine/endpoint.ts';
import type {Engine, OpenEngine} from '../engine/engine.ts';
import type {AgentClock} from './clock.ts';
import {createHappenings, followedActions} from './containers/happenings.ts';
import {deathMattersMs} from './containers/standing-facts.ts';
import {createTaskContainers, type TaskContainer, taskContainerIn} from './containers/task-containers.ts';

/** The engine of this node: connected, lost, connected again. */
export interface EngineWatch {
  /** Null while it is not connected. */
  readonly engine: Engine | null;
  /** Null until it was met. */
  readonly nodeId: string | null;
  readonly dataRoot: string | null;
  readonly containers: ReadonlyMap<string, TaskContainer>;
  /** Why it is not connected. */
  readonly trouble: string | null;
  /** Runs until the signal ends it. */
  follow(signal: AbortSignal): Promise<void>;
}

export interface WatchParts {
  readonly open: OpenEngine;
  readonly endpoint: Endpoint;
  readonly clock: AgentClock;
  readonly random: () => number;
  readonly onFacts: (facts: readonly ContainerFact[]) => void;
  readonly onStart: (engine: Engine, container: TaskContainer, signal: AbortSignal) => void;
  /** Connected, or not any more; the reason is told once as long as it stays. */
  readonly onTrouble: (trouble: string | null) => void;
}

const openMs = 10_000;
const firstPauseMs = 250;
const longestPauseMs = 10_000;

/** Follows containers by events; after every gap it looks at all of them, and asks for the events of the time between. */
export const createEngineWatch = (parts: WatchParts): EngineWatch => {
  const {clock} = parts;
  const containers = createTaskContainers();
  let engine: Engine | null = null;
  let info: EngineInfo | null = null;
  let trouble: string | null = 'no engine has answered yet';
  let lastEventMs: number | null = null;
  const happenings = createHappenings(() => info?.nodeId ?? '');

  const tell = (next: string | null) => {
    if (next !== trouble) parts.onTrouble(next);
    trouble = next;
  };
  const lookAround = async (on: Engine, signal: AbortSignal) => {
    const listed = await on.listContainers(signal);
    containers.replace(listed);
    engine = on;
    tell(null);
    parts.onFacts(await happenings.found(on, listed, clock.now() - deathMattersMs, signal));
  };
  const take = (on: Engine, event: EngineEvent, signal: AbortSignal) => {
    const container = taskContainerIn(event);
    if (container === null) return;
    lastEventMs = Math.max(lastEventMs ?? 0, event.timeMs);
    if (event.action === 'die') containers.ended(container.id);
    if (event.action === 'start') {
      containers.started(container);
      parts.onStart(on, container, signal);
    }
    void happenings.read(on, event, signal).then(fact => (fact === null ? undefined : parts.onFacts([fact])));
  };
  const followOnce = async (on: Engine, signal: AbortSignal) => {
    info = await on.info(signal);
    if (info.nodeId === null) throw new Error('this engine is not part of a swarm');
    const ending = new AbortController();
    const inside = AbortSignal.any([signal, ending.signal]);
    let failure: unknown = null;
    const opened = () => {
      lookAround(on, inside).catch((error: unknown) => {
        failure = error;
        ending.abort();
      });
    };
    const since = lastEventMs === null ? {} : {sinceMs: lastEventMs};
    const filter = {types: ['container'], actions: followedActions, ...since};
    try {
      for await (const event of on.watchEvents(filter, inside, opened)) take(on, event, inside);
    } catch (error) {
      throw failure ?? error;
    } finally {
      ending.abort();
    }
    throw failure ?? new Error('the engine closed its event stream');
  };
  const connect = async (signal: AbortSignal) => {
    const on = await parts.open(parts.endpoint, AbortSignal.any([signal, AbortSignal.timeout(openMs)]));
    try {
      await followOnce(on, signal);
    } finally {
      engine = null;
      on.close();
    }
  };

  return {
    get engine() {
      return engine;
    },
    get nodeId() {
      return info?.nodeId ?? null;
    },
    get dataRoot() {
      return info?.dataRoot || null;
    },
    get containers() {
      return containers.running;
    },
    get trouble() {
      return trouble;
    },
    async follow(signal) {
      let pauseMs = firstPauseMs;
      while (!signal.aborted) {
        const startedMs = clock.elapsed();
        await connect(signal).catch((error: unknown) => {
          if (!signal.aborted) tell(error instanceof Error ? error.message : String(error));
        });
        // What lasted was no failure to connect.
        pauseMs = clock.elapsed() - startedMs > longestPauseMs ? firstPauseMs : pauseMs;
        await clock.pause(pauseMs * (1 - 0.3 * parts.random()), signal);
        pauseMs = Math.min(longestPauseMs, pauseMs * 2);
      }
    },
  };
};
