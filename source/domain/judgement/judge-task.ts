import {checkInWords, endInWords} from '../metrics/fact-words.ts';
import type {TaskFacts} from '../metrics/task-facts.ts';
import type {ContainerHealth, Node, Task} from '../model/index.ts';
import {pendingInWords} from '../pending-reasons.ts';
import {
  hasEnded,
  hasFailed,
  isUnplaced,
  isWanted,
  recentFailureMs,
  stateEnteredMs,
  wasTurnedOut,
} from '../task-lifecycle.ts';
import type {Level, Verdict} from '../verdict.ts';
import type {Alarm} from './alarm.ts';
import {hangingMs} from './rules/service-facts.ts';

/** What the rules about a task need to see beside it. */
export interface TaskInput {
  readonly task: Task;
  /** Undefined while it has none, or the node is not known. */
  readonly node: Node | undefined;
  /** Of the current spec of its service. */
  readonly upToDate: boolean;
  /** It has failed, and nothing will start in its slot. */
  readonly abandoned: boolean;
  readonly health: ContainerHealth;
  /** What its node's agent told of its container. */
  readonly facts?: TaskFacts | undefined;
  readonly isJob: boolean;
  readonly alarm: Alarm;
}

/** Judges one task. Failures that are old or of an older spec are history and no longer wrong. */
export function taskVerdict(input: TaskInput): Verdict {
  const {task, node} = input;
  if (hasEnded(task)) return endedVerdict(input);
  if (node?.state === 'down') {
    return verdict('unknown', `${node.hostname} is down: whether it still runs cannot be told`);
  }
  if (!isWanted(task)) return verdict('progress', 'being stopped');
  if (task.state === 'running') return runningVerdict(input);
  return comingVerdict(input);
}

function runningVerdict({upToDate, health, facts}: TaskInput): Verdict {
  if (health === 'unhealthy') return verdict('critical', checkInWords(facts));
  return upToDate ? fine : verdict('ok', 'of an older spec');
}

function comingVerdict({task, alarm}: TaskInput): Verdict {
  if (isUnplaced(task)) {
    if (task.error !== '') return verdict('warning', pendingInWords(task.error));
    return verdict('progress', 'no node found yet');
  }
  if (alarm.hasPassed(stateEnteredMs(task) + hangingMs)) {
    return verdict('warning', `still ${task.state} after 5 minutes`);
  }
  if (task.state === 'ready')
    return verdict('progress', 'waits for its predecessor to stop, or for the restart delay');
  if (task.state === 'starting')
    return verdict('progress', 'starting, or waiting for its first healthy check');
  return verdict('progress', task.state);
}

function endedVerdict({task, facts, upToDate, abandoned, isJob, alarm}: TaskInput): Verdict {
  if (hasFailed(task)) {
    const reason = endInWords(task, facts);
    if (abandoned) return verdict('critical', `${reason}; not restarted`);
    if (!upToDate) return verdict('ok', `${reason}; of an older spec`);
    if (alarm.hasPassed(stateEnteredMs(task) + recentFailureMs))
      return verdict('ok', `${reason}; not recent`);
    return verdict(task.state === 'orphaned' ? 'warning' : 'critical', reason);
  }
  if (wasTurnedOut(task)) {
    const reason = 'taken off its node, which does not meet its constraints any more';
    return abandoned ? verdict('critical', `${reason}; not restarted`) : verdict('ok', reason);
  }
  if (task.state === 'complete') {
    if (abandoned) return verdict('warning', 'ended by itself and is not restarted');
    return verdict('ok', isJob ? 'completed' : 'ended by itself');
  }
  return fine;
}

/** One for all: nearly every one of 100,000 tasks is so. */
const fine: Verdict = {level: 'ok', reasons: []};
const verdict = (level: Level, reason: string): Verdict => ({level, reasons: [reason]});
