import {ageInWords} from '../age.ts';
import type {Task} from '../model/index.ts';
import {pendingInWords} from '../pending-reasons.ts';
import type {NodeVerdict, Placement} from '../placement/judge-placement.ts';
import {taskName} from '../task-lifecycle.ts';
import type {Explanation, PendingCause, SlotFailures} from './explanation.ts';

/** A line of an explanation, and what it is to the reader. */
export interface WhyLine {
  readonly kind: 'heading' | 'plain' | 'bad' | 'good' | 'doubt' | 'hint';
  readonly text: string;
}

/** What the last health checks of a container printed; empty where the API does not give it. */
export type HealthOutput = ReadonlyMap<string, readonly string[]>;

/** Few enough to see the pattern. */
const shownAttempts = 5;
const shownNames = 6;

/** An explanation as text, worst first. Never empty. */
export function whyLines(
  explanation: Explanation,
  nowMs: number,
  healthOutput: HealthOutput,
): readonly WhyLine[] {
  const {service} = explanation;
  const lines = [
    ...explanation.failing.flatMap(slot => failingLines(slot, nowMs, healthOutput)),
    ...explanation.pending.flatMap(cause => pendingLines(cause, service.name)),
    ...(explanation.noNodeFits === null
      ? []
      : [
          line('heading', `${service.name} runs nowhere: it is global, and no node fits`),
          line('plain', 'The engine makes no task and gives no error in this case.'),
          ...placementLines(explanation.noNodeFits),
        ]),
    ...explanation.unhealthy.flatMap(task => [
      line('heading', `${taskName(task, service.name)} runs, but its health check fails`),
      ...outputLines(task, healthOutput),
    ]),
    ...explanation.deadNodes.map(({node, tasks}) =>
      line(
        'doubt',
        `${node.hostname} is down: ${tasks} of its tasks still say "running", which nobody can confirm`,
      ),
    ),
  ];
  if (lines.length > 0) return lines;
  const name = explanation.about === null ? service.name : taskName(explanation.about, service.name);
  return [
    line('good', `Nothing keeps ${name} from running: no task is pending, none of the current spec fails.`),
  ];
}

const line = (kind: WhyLine['kind'], text: string): WhyLine => ({kind, text});

function pendingLines(cause: PendingCause, serviceName: string): readonly WhyLine[] {
  const {tasks, engineSays, placement, disagreement} = cause;
  return [
    line('heading', `${namesOf(tasks, serviceName)} ${tasks.length === 1 ? 'waits' : 'wait'} for a node`),
    line('plain', engineSays === '' ? 'The engine gives no reason yet.' : `The engine says: ${engineSays}`),
    ...(engineSays === '' ? [] : [line('plain', `In words: ${pendingInWords(engineSays)}`)]),
    ...placementLines(placement),
    ...(disagreement === null ? [] : [line('doubt', `Not the same: ${disagreement}.`)]),
  ];
}

function placementLines({nodes, fix}: Placement): readonly WhyLine[] {
  return [
    ...nodes.map(nodeLine),
    ...(fix === null ? [] : [line('hint', `Nearest fix: ${fix.words}`)]),
    ...(fix === null || fix.command === null ? [] : [line('hint', `  ${fix.command}`)]),
  ];
}

const nodeLine = ({node, objections}: NodeVerdict): WhyLine =>
  objections.length === 0
    ? line('good', `  ${node.hostname}: could take it`)
    : line(
        'bad',
        `  ${node.hostname}: ${objections.map(({filter, reason}) => `${reason} [${filter}]`).join('; ')}`,
      );

function failingLines(slot: SlotFailures, nowMs: number, output: HealthOutput): readonly WhyLine[] {
  const {attempts, name, now} = slot;
  const [newest] = attempts;
  if (newest === undefined) return [];
  const next = now === null ? 'nothing will start there again' : `now ${now.state}`;
  const times = attempts.length === 1 ? 'failed once' : `failed ${attempts.length} times`;
  return [
    line('heading', `${name} ${times} (as far back as the engine remembers); ${next}`),
    ...attempts
      .slice(0, shownAttempts)
      .map(({endedMs, hostname, reason, isCurrent}) =>
        line(
          'bad',
          `  ${ageInWords(nowMs - endedMs)} ago on ${hostname === '' ? 'no node' : hostname}: ${reason}${isCurrent ? '' : ' (of an older spec)'}`,
        ),
      ),
    ...sameNode(attempts),
    ...outputLines(newest.task, output),
  ];
}

/** A task that fails on one node only tells of the node rather than of the image. */
function sameNode(attempts: SlotFailures['attempts']): readonly WhyLine[] {
  const hostnames = new Set(attempts.map(({hostname}) => hostname));
  const [only] = hostnames;
  return attempts.length >= 3 && hostnames.size === 1 && only !== undefined && only !== ''
    ? [line('hint', `  every one of them on ${only}`)]
    : [];
}

const outputLines = (task: Task, output: HealthOutput): readonly WhyLine[] => {
  const said = output.get(task.id) ?? [];
  return said.length === 0
    ? []
    : [line('plain', '  its health check said:'), ...said.map(text => line('plain', `    ${text}`))];
};

function namesOf(tasks: readonly Task[], serviceName: string): string {
  const names = [...new Set(tasks.map(task => taskName(task, serviceName)))];
  const more = names.length - shownNames;
  return names.slice(0, shownNames).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
