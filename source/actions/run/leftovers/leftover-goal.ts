import {hasEnded, isWanted} from '../../../domain/task-lifecycle.ts';
import type {JournalRecord} from '../../journal/record.ts';
import {verifyNode} from '../../plan/nodes/node-plan.ts';
import type {Goal, Verification} from '../../plan/plan.ts';
import {verifyService} from '../../plan/services/verify-service.ts';
import {changesOf, type Step, stepObjects} from '../../plan/step.ts';
import {isSameJson, valueAt} from '../../spec/json.ts';
import type {RawObject} from '../../spec/raw-object.ts';
import {redacted} from '../../spec/redact.ts';
import type {SpecChange} from '../../spec/spec-change.ts';

/** What can be told of an action whose program ended before it did. */
export type Leftover =
  | {readonly kind: 'told'; readonly result: 'done' | 'cancelled' | 'unfinished'; readonly message: string}
  /** The engine has the change: what the cluster makes of it is to be waited for. */
  | {readonly kind: 'taken'; readonly goal: Goal};

const told = (result: Extract<Leftover, {kind: 'told'}>['result'], message: string): Leftover => ({
  kind: 'told',
  result,
  message,
});
const unknown = (why: string): Leftover =>
  told('unfinished', `the program that began it ended, and ${why}; look at the object itself`);

/** The one step by which an action can be told once its program is gone; null where one does not tell of all. */
export const tellingStep = ({steps, action}: JournalRecord): Step | null => {
  const [step, ...others] = steps;
  if (step === undefined || others.length > 0 || action === 'rotate' || 'rotate' in step) return null;
  const kind = stepObjects[step.kind];
  return kind === 'swarm' || kind === 'engine' || kind === 'stack' ? null : step;
};

/** Judges one step by the object as the engine has it now; null: it has none. */
export function leftoverGoal(step: Step, object: RawObject | null): Leftover {
  if (step.kind.startsWith('remove-'))
    return object === null
      ? told('done', 'it is gone')
      : told('cancelled', 'it is still there: the program ended before the engine had been asked');
  if (step.kind.startsWith('create-'))
    return object === null
      ? told('cancelled', 'it is not there: the program ended before the engine had been asked')
      : told('done', 'it is there');
  if (object === null) return unknown(`${step.name} was removed since`);
  const changes = changesOf(step);
  if (isThere(object, changes, 'after')) return {kind: 'taken', goal: goalOf(step, changes)};
  return isThere(object, changes, 'before')
    ? told('cancelled', 'nothing was changed: the program ended before the engine had taken it')
    : unknown(`${step.name} was changed by someone else since`);
}

/** The journal masks the values of environment variables: they are compared as they would stand there. */
const isThere = ({spec}: RawObject, changes: readonly SpecChange[], side: 'before' | 'after'): boolean =>
  changes.every(({path, ...change}) => {
    const now = valueAt(spec, path);
    return isSameJson(now === undefined ? now : redacted({path, after: now}).after, change[side]);
  });

function goalOf(step: Step, changes: readonly SpecChange[]): Goal {
  const verify =
    stepObjects[step.kind] === 'service' ? serviceGoal(step, changes) : nodeGoal(step.id, changes);
  return {verify, settleMs: 0, expectedMs: null};
}

function serviceGoal({kind, id}: Step, changes: readonly SpecChange[]): Goal['verify'] {
  // Another placement alone moves only those tasks whose node does not fit any more, and needs no rollout.
  const replaces = changes.some(
    ({path: [field, part]}) => field === 'EndpointSpec' || (field === 'TaskTemplate' && part !== 'Placement'),
  );
  const end = kind === 'rollback-service' ? 'rollback_completed' : 'completed';
  return verifyService({id, replaces, ends: replaces ? [end] : [end, 'updating']});
}

const nodeGoal = (id: string, changes: readonly SpecChange[]): Goal['verify'] =>
  verifyNode(id, ({availability, role, manager}, store): Verification => {
    const isDrained = availability === 'drain' && changes.some(({path}) => path[0] === 'Availability');
    const left = [...store.taskIdsOfNode(id)]
      .flatMap(task => store.table('tasks').get(task) ?? [])
      .filter(task => isWanted(task) && !hasEnded(task));
    if (isDrained && left.length > 0)
      return {kind: 'pending', detail: `${left.length} of its tasks still run`};
    const isPromoted = role === 'manager' && changes.some(({path}) => path[0] === 'Role');
    if (isPromoted && manager?.reachability !== 'reachable')
      return {kind: 'pending', detail: 'it is no reachable manager yet'};
    return {kind: 'done', detail: 'the manager has it'};
  });
