import {within} from '../span.ts';
import type {Tasks} from '../state/change-task.ts';
import type {NodeRecord, TaskRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {hasEnded, isWanted, rankOf} from '../state/task-states.ts';
import {timings} from '../timings.ts';
import {publishContainer} from './container-events.ts';
import {createHealthChecks} from './health-checks.ts';
import type {Reports} from './report.ts';
import {createRuns} from './runs.ts';

/** The agents of all nodes: they take tasks from assigned to their end. */
export interface TaskRunner {
  /** The machine has lost its power: its containers are gone. */
  powerOff(node: NodeRecord): void;
  /** It is on again and was heard: what ran is told as failed, and what is wanted is begun. */
  resume(node: NodeRecord): void;
  /** The container ends by itself or by a signal of someone on its node. */
  endContainer(task: TaskRecord, code: number): void;
  /** A task that is there as running without having been started, as in a swarm that was seeded. */
  adopt(task: TaskRecord): void;
}

export const createTaskRunner = (state: SwarmState, tasks: Tasks, reports: Reports): TaskRunner => {
  const runs = createRuns(state);
  const {random} = state;

  const isOn = (task: TaskRecord) => task.node?.isAlive === true;

  /** The next step of a task, unless its machine goes off first. */
  const step = (task: TaskRecord, delayMs: number, run: () => void) => runs.plan(task, delayMs, run);

  const accept = (task: TaskRecord) => {
    step(task, within(random, timings.accept) + within(random, timings.report), () => {
      reports.send(task, {state: 'accepted', message: 'accepted'});
      prepare(task);
    });
  };

  const prepare = (task: TaskRecord) => {
    const network = task.template.networks.length > 0 ? within(random, timings.joinNetwork) : 0;
    reports.send(task, {state: 'preparing', message: 'preparing'});
    step(task, within(random, timings.prepare) + network, () => {
      const {isImageMissing, isDiskFull} = task.template.behaviour;
      if (isImageMissing || isDiskFull) {
        const err = isImageMissing
          ? `No such image: ${task.template.image}`
          : 'mkdir /var/lib/docker/overlay2/0f3a5c-init: no space left on device';
        reports.send(task, {state: 'rejected', message: 'preparing', err, containerId: ''});
        return runs.end(task);
      }
      task.containerId = random.hexId();
      publishContainer(state, task, 'create');
      reports.send(task, {state: 'ready', message: 'prepared', containerId: task.containerId});
      startIfWanted(task);
    });
  };

  const startIfWanted = (task: TaskRecord) => {
    if (rankOf(task.desired) < rankOf('running') || runs.isPlanned(task)) return;
    reports.send(task, {state: 'starting', message: 'starting'});
    step(task, within(random, timings.start), () => start(task));
  };

  const start = (task: TaskRecord) => {
    const {missingProgram} = task.template.behaviour;
    task.startedMs = state.clock.nowMs();
    if (missingProgram !== '') {
      reports.send(task, {
        state: 'failed',
        message: 'starting',
        err: noProgramText(missingProgram, task.node?.facts.engineVersion ?? ''),
        exitCode: 127,
        containerId: task.containerId ?? '',
      });
      return runs.end(task);
    }
    publishContainer(state, task, 'start');
    begin(task);
    if (task.template.health === null && !endsAtOnce(task)) reportRunning(task);
  };

  const begin = (task: TaskRecord) => {
    const {exit} = task.template.behaviour;
    if (exit !== null) {
      runs.planExit(task, exit.afterMs, () => {
        task.wasOomKilled = exit.isOom;
        if (exit.isOom) publishContainer(state, task, 'oom');
        ended(task, exit.code, '');
      });
    }
    if (task.template.health !== null) health.begin(task, task.template.health);
  };

  const reportRunning = (task: TaskRecord) => {
    reports.send(task, {
      state: 'running',
      message: 'started',
      containerId: task.containerId ?? '',
      pid: 1_000 + random.below(60_000),
    });
  };

  /** A program that ends with 0 has completed, whatever ended it. */
  const ended = (task: TaskRecord, code: number, reason: string) => {
    const isStarted = task.template.health === null || reports.known(task) === 'running';
    const message = isStarted ? 'started' : 'starting';
    runs.end(task);
    die(task, code);
    step(task, within(random, timings.report), () => {
      reports.send(
        task,
        code === 0
          ? {state: 'complete', message: 'finished', pid: 0, exitCode: 0}
          : {state: 'failed', message, err: `task: non-zero exit (${code})${reason}`, pid: 0, exitCode: code},
      );
      runs.end(task);
    });
  };

  const die = (task: TaskRecord, code: number) => {
    task.endedMs = state.clock.nowMs();
    publishContainer(state, task, 'die', {exitCode: String(code)});
  };

  const stop = (task: TaskRecord) => {
    if (hasEnded(reports.known(task)) || runs.isStopping(task)) return;
    const hasContainer = rankOf(reports.known(task)) >= rankOf('starting');
    runs.end(task);
    const {behaviour, stopGraceMs, networks} = task.template;
    const heeds = behaviour.termCode !== null;
    const delayMs = hasContainer
      ? (networks.length > 0 ? timings.leaveNetwork : 0) +
        (heeds ? within(random, timings.stop) : stopGraceMs)
      : within(random, timings.report);
    runs.planStop(task, delayMs, () => {
      const exitCode = heeds ? (behaviour.termCode ?? 0) : 137;
      if (hasContainer) die(task, exitCode);
      reports.send(task, {state: 'shutdown', message: 'shutdown', pid: 0, ...(hasContainer && {exitCode})});
      runs.end(task);
    });
  };

  const health = createHealthChecks(state, runs, {
    healthy(task) {
      if (reports.known(task) === 'starting') reportRunning(task);
    },
    unhealthy(task) {
      const code = task.template.behaviour.termCode ?? 137;
      ended(task, code, ': dockerexec: unhealthy container');
    },
  });

  /** What an agent does on hearing what is wanted of a task. */
  const hear = (task: TaskRecord) => {
    if (!isOn(task) || task.node?.isRegistered !== true) return;
    if (!isWanted(task.desired)) return stop(task);
    if (task.state === 'assigned' && !runs.isPlanned(task)) return accept(task);
    if (task.state === 'ready') startIfWanted(task);
  };

  tasks.onChange((task, wasState, wasDesired) => {
    if (task.node === null) return;
    const isNews = task.desired !== wasDesired || (task.state === 'assigned' && wasState !== 'assigned');
    if (isNews) hear(task);
  });
  tasks.onRemove(task => {
    runs.end(task);
    if (task.containerId) publishContainer(state, task, 'destroy');
  });

  return {
    powerOff(node) {
      for (const task of node.tasks) {
        runs.end(task);
        if (rankOf(reports.known(task)) >= rankOf('starting') && !hasEnded(reports.known(task))) {
          task.endedMs = state.clock.nowMs();
        }
      }
    },
    resume(node) {
      reports.flush(node);
      for (const task of [...node.tasks]) {
        const isLost = task.endedMs > 0 && !hasEnded(reports.known(task));
        if (isLost && !runs.isStopping(task)) {
          const err = 'task: non-zero exit (255)';
          reports.send(task, {state: 'failed', message: 'started', err, pid: 0, exitCode: 255});
          continue;
        }
        if (hasEnded(task.state)) continue;
        if (
          isWanted(task.desired) &&
          !runs.isPlanned(task) &&
          rankOf(task.state) < rankOf('running') &&
          rankOf(task.state) >= rankOf('assigned')
        )
          accept(task);
        else hear(task);
      }
    },
    endContainer(task, code) {
      ended(task, code, '');
    },
    adopt(task) {
      begin(task);
    },
  };
};

/** What ends within one batch of an agent's reports is told as ended only. */
const endsAtOnce = ({template: {behaviour}}: TaskRecord): boolean =>
  behaviour.exit !== null && behaviour.exit.afterMs < timings.report[1];

/** Engines before 23 name one call less, and the kind of the error. */
const noProgramText = (program: string, engineVersion: string): string => {
  const isOld = Number.parseInt(engineVersion, 10) < 23;
  return `starting container failed: ${isOld ? '' : 'failed to create task for container: '}failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "${program}": stat ${program}: no such file or directory${isOld ? ': unknown' : ''}`;
};
