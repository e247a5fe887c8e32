import type {Explanation} from '../../domain/diagnosis/explanation.ts';
import {type HealthOutput, type WhyLine, whyLines} from '../../domain/diagnosis/why-lines.ts';
import type {Source} from '../../domain/freshness.ts';
import type {Service, Task} from '../../domain/model/index.ts';
import {hasEnded, isWanted, stateEnteredMs} from '../../domain/task-lifecycle.ts';
import type {Level} from '../../domain/verdict.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {explain} from '../../store/explain.ts';
import type {RunCommand} from '../command.ts';
import {findObject} from '../describe/find-object.ts';
import {look} from '../look.ts';
import {safeJson} from '../output/json.ts';
import {createPaint, plainLine} from '../output/paint.ts';
import {reportDoubts} from '../report-doubts.ts';
import {isKnown} from '../truth.ts';
import {healthOutput} from './health-output.ts';
import {explanationJson} from './why-json.ts';

const needed: readonly Source[] = ['nodes', 'services', 'tasks'];
/** Networks tell which plugins a node needs, containers and agents what health checks said and how containers ended. */
const alsoAsked: readonly Source[] = ['networks', 'containers', 'agents'];

const levels: Readonly<Record<WhyLine['kind'], Level | 'title' | 'plain'>> = {
  heading: 'title',
  plain: 'plain',
  bad: 'critical',
  good: 'ok',
  doubt: 'unknown',
  hint: 'progress',
};

/** Runs `medianest why SERVICE|TASK`. */
export const runWhy: RunCommand = (invocation, ports) =>
  look(invocation, ports, [...needed, ...alsoAsked], async snapshot => {
    const {store} = snapshot;
    const isFresh = reportDoubts('why', store, needed, ports);
    if (!needed.every(source => isKnown(store, source))) return 3;
    const [wanted = ''] = invocation.operands;
    const found = findSubject(store, wanted);
    if (found.kind === 'problem') {
      ports.err(`medianest why: ${plainLine(found.message)}\n`);
      return isFresh ? 1 : 3;
    }
    const explanation = explain(store, found.service, found.task);
    const output = await healthOutput(explanation, store, snapshot);
    ports.out(
      invocation.options.format === 'json'
        ? `${safeJson(explanationJson(explanation, output, isFresh), 2)}\n`
        : textOf(explanation, output, ports.nowMs(), invocation.options.color),
    );
    return isFresh ? 0 : 3;
  });

type Subject =
  | {readonly kind: 'found'; readonly service: Service; readonly task: Task | null}
  | {readonly kind: 'problem'; readonly message: string};

/** A service by name or id, else a task; of a slot's tasks the one that is wanted, else the newest. */
function findSubject(store: ClusterStore, wanted: string): Subject {
  const services = [...store.table('services').values()];
  const service = findObject('service', wanted, services, each => each);
  if (service.kind === 'found') return {kind: 'found', service: service.row, task: null};
  const named = [...store.derived('tasks').values()];
  const ofSlot = named.filter(({name}) => name === wanted).map(({task}) => task);
  const task =
    ofSlot.find(each => isWanted(each) && !hasEnded(each)) ??
    ofSlot.toSorted((a, b) => stateEnteredMs(b) - stateEnteredMs(a))[0] ??
    named.find(each => each.task.id === wanted || (wanted.length >= 6 && each.task.id.startsWith(wanted)))
      ?.task;
  const own = task === undefined ? undefined : store.table('services').get(task.serviceId);
  return task === undefined || own === undefined ? service : {kind: 'found', service: own, task};
}

function textOf(explanation: Explanation, output: HealthOutput, nowMs: number, color: boolean): string {
  const paint = createPaint(color);
  const lines = whyLines(explanation, nowMs, output);
  return `${lines.map(({kind, text}) => paint(plainLine(text), levels[kind])).join('\n')}\n`;
}
