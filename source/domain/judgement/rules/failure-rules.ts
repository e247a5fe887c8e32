import {failureInWords} from '../../failure-words.ts';
import {checkInWords, endInWords} from '../../metrics/fact-words.ts';
import type {TaskFacts} from '../../metrics/task-facts.ts';
import type {Task} from '../../model/index.ts';
import {hasEnded, slotOf, stateEnteredMs} from '../../task-lifecycle.ts';
import type {Rule, Told} from './rule.ts';
import {counted, gradeOf, isOut, named, type ServiceFacts} from './service-facts.ts';

/** Failures within ten minutes that make a crash loop. */
const loopLength = 3;

type Cause = 'memory' | 'health' | 'disk' | 'other';

/** What the failures of a service come down to, told by the latest of them. */
interface FailureStory {
  readonly latest: Task;
  readonly cause: Cause;
  readonly isLoop: boolean;
  /** Its slot is left empty. */
  readonly isGivenUp: boolean;
  /** What happened how often, e.g. `task 3 failed 4 times in 10 minutes`. */
  readonly text: string;
  readonly told: Omit<Told, 'title' | 'reason' | 'next' | 'steps'>;
}

/** Whether the engine said of a task that its node's disk was full. */
export const isDiskFull = ({error}: Task): boolean => error !== '' && /no space left on device/i.test(error);

function causeOf(task: Task, {service, wasOutOfMemory}: ServiceFacts): Cause {
  if (isDiskFull(task)) return 'disk';
  if (/unhealthy container/.test(task.error)) return 'health';
  const seen = wasOutOfMemory(task.id);
  // Without anybody who saw it: killed by force, with a limit that it may have reached.
  const isLikely = seen === null && task.exitCode === 137 && service.memoryLimitBytes > 0;
  return seen === true || isLikely ? 'memory' : 'other';
}

function storyOf(facts: ServiceFacts, verb: string): FailureStory | null {
  const {recent, abandoned} = facts.failures;
  const givenUp = abandoned.filter(({state}) => state !== 'complete');
  const latest = recent.at(-1) ?? givenUp.at(-1);
  if (latest === undefined) return null;
  const slots = new Set(recent.map(slotOf));
  const text =
    recent.length === 0
      ? `${named(latest)} ${verb} and is not restarted`
      : slots.size === 1
        ? `${named(latest)} ${verb} ${recent.length === 1 ? 'once' : `${recent.length} times`} in 10 minutes`
        : `${recent.length} failures of ${slots.size} tasks in 10 minutes`;
  const isLoop = recent.length >= loopLength;
  return {
    latest,
    cause: causeOf(latest, facts),
    isLoop,
    isGivenUp: givenUp.length > 0,
    text,
    told: {
      level: isLoop || givenUp.length > 0 || isOut(facts) ? 'critical' : 'warning',
      sinceMs: stateEnteredMs(recent[0] ?? latest),
    },
  };
}

const readLogs = ({service}: ServiceFacts): string => `Read its logs: medianest logs ${service.name}.`;

/** The ways out of a failure: first what says why, and where nothing will start again, the restart. */
const stepsFor = (story: FailureStory): Told['steps'] =>
  story.isGivenUp ? ['logs', 'why', 'restart'] : ['logs', 'why', 'describe'];

const advice = (facts: ServiceFacts, story: FailureStory): string =>
  story.isGivenUp ? `${readLogs(facts)} Then restart the service.` : readLogs(facts);

/** The reason is what an operator asks for first, so that the verdict on the service begins with it. */
const withBrief = (told: Omit<Told, 'brief'>): Told => ({...told, brief: `${told.reason}: ${told.title}`});

function outOfMemory(facts: ServiceFacts): Told | null {
  const story = storyOf(facts, 'was killed');
  if (story?.cause !== 'memory') return null;
  const limit = facts.service.memoryLimitBytes;
  const ofLimit = limit > 0 ? `, limit ${mebibytes(limit)}` : '';
  const isSeen = facts.wasOutOfMemory(story.latest.id) === true;
  return withBrief({
    ...story.told,
    title: `out of memory: ${story.text}`,
    reason: isSeen
      ? `exit 137: the kernel killed it for its memory${ofLimit}`
      : `${failureInWords(story.latest)}${ofLimit}; only the engine of its node knows for sure`,
    next: `Raise the limit, or find what it keeps. ${readLogs(facts)}`,
    steps: ['logs', 'change', 'why'],
  });
}

const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)}MiB`;

function diskFull(facts: ServiceFacts): Told | null {
  const story = storyOf(facts, 'failed');
  if (story?.cause !== 'disk') return null;
  const hostname = facts.hostnameOf(story.latest);
  return withBrief({
    ...story.told,
    title: `no disk space${hostname === '' ? '' : ` on ${hostname}`}: ${story.text}`,
    reason: failureInWords(story.latest),
    next: 'Free space there, e.g. by docker system prune, or drain the node.',
    steps: ['why', 'describe', 'logs'],
  });
}

/** A check that fails now, and containers that the engine has stopped because it failed, are one thing wrong. */
function unhealthy(facts: ServiceFacts): Told | null {
  const {unhealthy: count} = facts.replicas;
  const story = storyOf(facts, 'was stopped as unhealthy');
  if (story?.cause === 'health') {
    return withBrief({
      ...story.told,
      title: `health check fails: ${story.text}${count > 0 ? `, ${count} unhealthy now` : ''}`,
      reason: endInWords(story.latest, facts.factsOf?.(story.latest.id)),
      next: 'See what its health check prints: why shows it where the node can be asked.',
      steps: ['why', 'logs', 'describe'],
    });
  }
  if (count === 0) return null;
  return {
    level: gradeOf(facts),
    title: `${counted(count, 'task')} unhealthy`,
    reason: `${checkInWords(sickOf(facts))}; the engine is about to stop the container`,
    sinceMs: null,
    next: 'See what its health check prints: why shows it where the node can be asked.',
    steps: ['why', 'logs', 'describe'],
  };
}

/** What an agent told of the first of its tasks whose check fails now. */
const sickOf = ({tasks, factsOf}: ServiceFacts): TaskFacts | undefined =>
  tasks
    .filter(task => !hasEnded(task))
    .map(({id}) => factsOf?.(id))
    .find(told => told?.health?.health === 'unhealthy');

function crashLoop(facts: ServiceFacts): Told | null {
  const story = storyOf(facts, 'failed');
  if (story?.cause !== 'other' || !story.isLoop) return null;
  return withBrief({
    ...story.told,
    title: `crash loop: ${story.text}`,
    reason: failureInWords(story.latest),
    next: advice(facts, story),
    steps: stepsFor(story),
  });
}

function failing(facts: ServiceFacts): Told | null {
  const story = storyOf(facts, 'failed');
  if (story?.cause !== 'other' || story.isLoop) return null;
  return withBrief({
    ...story.told,
    title: story.text,
    reason: failureInWords(story.latest),
    next: advice(facts, story),
    steps: stepsFor(story),
  });
}

/** A task that ends well is not a failure to the engine, but a service that does so again and again serves no one. */
function exiting(facts: ServiceFacts): Told | null {
  const {exits, abandoned} = facts.failures;
  const stopped = abandoned.filter(task => task.state === 'complete');
  const latest = exits.at(-1) ?? stopped.at(-1);
  if (latest === undefined || (exits.length < loopLength && stopped.length === 0)) return null;
  const isStopped = stopped.length > 0;
  return {
    level: gradeOf(facts),
    title: isStopped
      ? `${named(latest)} ended by itself and is not restarted`
      : `${counted(exits.length, 'task')} ended by themselves in 10 minutes`,
    // An unhealthy container whose program exits 0 on TERM looks just the same.
    reason: `${failureInWords(latest)}; a program that ends when it is found unhealthy looks the same`,
    sinceMs: stateEnteredMs(exits[0] ?? latest),
    next: isStopped ? 'Set the restart condition to “any”, or restart the service.' : readLogs(facts),
    steps: isStopped ? ['logs', 'change', 'restart'] : ['logs', 'why', 'describe'],
  };
}

/** Tasks that ended. Of the first five one at most holds: what the latest failure came from. */
export const failureRules: readonly Rule<ServiceFacts>[] = [
  {id: 'out-of-memory', finds: 'tasks killed for their memory', judge: outOfMemory},
  {id: 'disk-full', finds: 'tasks that could not start for want of disk space', judge: diskFull},
  {id: 'unhealthy', finds: 'a failing health check', judge: unhealthy},
  {id: 'crash-loop', finds: 'three failures or more in ten minutes', judge: crashLoop},
  {id: 'failing', finds: 'a failure in the last ten minutes, or a slot that is given up', judge: failing},
  {id: 'exiting', finds: 'a service whose program ends again and again', judge: exiting},
];

/** Ids of the rules about failures that can be what has stopped a rollout. */
export const failureKinds: ReadonlySet<string> = new Set(
  failureRules.map(({id}) => id).filter(id => id !== 'exiting'),
);
