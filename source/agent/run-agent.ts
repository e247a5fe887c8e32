import type {Endpoint} from '../engine/endpoint.ts';
import type {OpenEngine} from '../engine/engine.ts';
import type {AgentClock} from './clock.ts';
import {createSampler} from './containers/sampler.ts';
import {createStandingFacts} from './containers/standing-facts.ts';
import {createEngineWatch, type EngineWatch} from './engine-watch.ts';
import type {NodeMeter} from './node/node-meter.ts';
import type {LineOutput} from './output/line-output.ts';
import {createSpeaker} from './output/speaker.ts';

/** What the agent of a node needs. */
export interface AgentParts {
  readonly open: OpenEngine;
  readonly endpoint: Endpoint;
  readonly everyMs: number;
  readonly output: LineOutput;
  /** `dataRoot`: where the engine keeps its data; null until it has told. */
  readonly meter: (dataRoot: () => string | null) => NodeMeter;
  readonly clock: AgentClock;
  readonly random: () => number;
  /** Remarks for people, e.g. that the engine does not answer. */
  readonly remark: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Whoever comes later reads the last fifteen lines only: what still matters is told again after so many ticks. */
const againTicks = 10;
/** An engine that is slow gets time to rest. */
const leastRest = 0.25;
/** A container that is new is read again after this, and not only after a whole interval. */
const newPauseMs = 1_000;
/** A batch is given up after so many intervals, but not before this: a busy engine takes seconds. */
const patienceIntervals = 2;
const leastPatienceMs = 5_000;

/** Tells what the node's containers use and what happens to them, until the signal ends it. Only asks, never changes. */
export const runAgent = async (parts: AgentParts): Promise<void> => {
  const {clock, signal, output, everyMs} = parts;
  const speaker = createSpeaker(output, clock.now, everyMs);
  const standing = createStandingFacts();
  const sampler = createSampler();
  const watch: EngineWatch = createEngineWatch({
    ...parts,
    onFacts(facts) {
      const news = facts.filter(
        ({what, containerId}) => what.kind !== 'died' || !standing.hasDeath(containerId),
      );
      for (const fact of news) standing.add(fact);
      if (watch.nodeId !== null) speaker.facts(watch.nodeId, news);
    },
    onStart: (engine, container, inside) => void sampler.start(engine, container, inside),
    onTrouble: trouble => parts.remark(trouble ?? `reports on the containers of ${parts.endpoint.host}`),
  });
  const meter = parts.meter(() => watch.dataRoot);

  /** Looks once, and tells when to look again. */
  const tick = async (): Promise<number> => {
    const {engine, nodeId} = watch;
    if (nodeId === null) return everyMs;
    const limit = AbortSignal.any([
      signal,
      AbortSignal.timeout(Math.max(leastPatienceMs, everyMs * patienceIntervals)),
    ]);
    const sampling =
      engine === null
        ? {tasks: [], hasNew: false, trouble: watch.trouble}
        : await sampler.sample(engine, watch.containers.values(), limit);
    if (signal.aborted) return everyMs;
    const {hasNew, ...told} = sampling;
    speaker.figures(nodeId, {...told, node: await meter.read()});
    return hasNew ? Math.min(everyMs, newPauseMs) : everyMs;
  };
  const repeat = async () => {
    let toldMs = clock.elapsed();
    while (!signal.aborted) {
      const startedMs = clock.elapsed();
      const nextMs = await tick();
      if (clock.elapsed() - toldMs >= againTicks * everyMs && watch.nodeId !== null) {
        toldMs = clock.elapsed();
        speaker.facts(watch.nodeId, standing.current(clock.now()));
      }
      const tookMs = clock.elapsed() - startedMs;
      await clock.pause(Math.max(nextMs * leastRest, nextMs - tookMs), signal);
    }
  };
  await Promise.all([watch.follow(signal), repeat()]);
  output.close();
};
