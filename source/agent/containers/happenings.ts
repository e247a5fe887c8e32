import {type ContainerState, containerState} from '../../domain/diagnosis/container-state.ts';
import type {ContainerFact} from '../../domain/metrics/container-fact.ts';
import type {Container, ContainerHealth, EngineEvent} from '../../domain/model/index.ts';
import type {Engine} from '../../engine/engine.ts';
import {type TaskContainer, taskContainerIn, taskContainerOf} from './task-containers.ts';

/** What the agent follows; `exec_*`, three events a second for each health check, must be kept out at the engine. */
export const followedActions = ['start', 'die', 'oom', 'health_status'] as const;

/** Reads what happened to containers, and asks the engine for what its events leave out. */
export interface Happenings {
  /** Null where it is of no task, or says nothing. */
  read(engine: Inspecting, event: EngineEvent, signal: AbortSignal): Promise<ContainerFact | null>;
  /** What is wrong already when the agent comes: failing health checks, and bad ends since `sinceMs`. */
  found(
    engine: Inspecting,
    containers: readonly Container[],
    sinceMs: number,
    signal: AbortSignal,
  ): Promise<readonly ContainerFact[]>;
}

type Inspecting = Pick<Engine, 'inspect'>;
type What = ContainerFact['what'];

/** More containers than this are not asked one by one when the agent comes. */
const mostFound = 50;
/** A storm of ends must not become a storm of requests; then the events alone must do. */
const mostQuestions = 16;
/** A program that ends so soon after one of its processes was killed for memory ends because of it. */
const consequenceMs = 10_000;
/** SIGKILL: the kernel's doing, or the engine's at the end of the grace period. */
const killedCode = 137;
/** An event is told without the engine's answer when that takes longer. */
const answerMs = 1_000;

export const createHappenings = (nodeId: () => string): Happenings => {
  /** When, by container. */
  const outOfMemory = new Map<string, number>();
  let asking = 0;

  const ask = async (engine: Inspecting, id: string, signal: AbortSignal) => {
    if (asking >= mostQuestions) return null;
    asking += 1;
    try {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
      return containerState(await engine.inspect('container', id, limit));
    } catch {
      // Removed since, or the engine is busy: the event says what it says.
      return null;
    } finally {
      asking -= 1;
    }
  };
  const fact = ({id, ...owner}: TaskContainer, atMs: number, what: What): ContainerFact => ({
    ...owner,
    nodeId: nodeId(),
    containerId: id,
    atMs,
    what,
  });
  const endOf = async (
    engine: Inspecting,
    {id, timeMs, attributes}: EngineEvent,
    signal: AbortSignal,
  ): Promise<What> => {
    const exitCode = Number(attributes['exitCode'] ?? 0) || 0;
    const seenMs = outOfMemory.get(id) ?? Number.NEGATIVE_INFINITY;
    outOfMemory.delete(id);
    if (exitCode === 0) return {kind: 'died', exitCode, oomKilled: false};
    const oomKilled =
      timeMs - seenMs < consequenceMs ||
      (exitCode === killedCode && (await ask(engine, id, signal))?.oomKilled === true);
    return {kind: 'died', exitCode, oomKilled};
  };

  return {
    async read(engine, event, signal) {
      const container = taskContainerIn(event);
      if (container === null) return null;
      const [action, detail] = event.action.split(': ');
      switch (action) {
        case 'start':
          outOfMemory.delete(container.id);
          return fact(container, event.timeMs, {kind: 'started'});
        case 'oom':
          outOfMemory.set(container.id, event.timeMs);
          return fact(container, event.timeMs, {kind: 'oom'});
        case 'die':
          return fact(container, event.timeMs, await endOf(engine, event, signal));
        case 'health_status': {
          const health = healthNamed(detail ?? '');
          const state = health === 'unhealthy' ? await ask(engine, container.id, signal) : null;
          return fact(container, event.timeMs, healthTold(health, state));
        }
        default:
          return null;
      }
    },
    async found(engine, containers, sinceMs, signal) {
      const sick = containers.filter(({state, health}) => state === 'running' && health === 'unhealthy');
      const ended = containers.filter(
        ({state, status}) => state === 'exited' && !/^Exited \(0\)/.test(status),
      );
      ended.sort((a, b) => b.createdAtMs - a.createdAtMs);
      const facts: ContainerFact[] = [];
      // One after the other: this is no moment to press the engine.
      for (const container of [...sick, ...ended].slice(0, mostFound).flatMap(taskContainerOf)) {
        if (signal.aborted) break;
        const state = await ask(engine, container.id, signal);
        if (state === null) continue;
        if (!state.isRunning && state.finishedMs !== null && state.finishedMs >= sinceMs) {
          const {exitCode, oomKilled} = state;
          facts.push(fact(container, state.finishedMs, {kind: 'died', exitCode: exitCode ?? 0, oomKilled}));
        } else if (state.isRunning) {
          facts.push(fact(container, state.lastCheck?.atMs ?? sinceMs, healthTold('unhealthy', state)));
        }
      }
      return facts;
    },
  };
};

const healthTold = (health: ContainerHealth, state: ContainerState | null): What => {
  const output = printable(state?.lastCheck?.output ?? '');
  const exitCode = state?.lastCheck?.exitCode ?? null;
  return {kind: 'health', health, output: output === '' ? null : output, exitCode};
};

const healthNamed = (word: string): ContainerHealth =>
  word === 'healthy' || word === 'unhealthy' || word === 'starting' ? word : 'none';

/** Programs print what they like; control characters would take six times their length in the line. */
const printable = (output: string): string => output.replaceAll(/[^\P{Cc}\n\t]/gu, '').trim();
