import {EngineError} from '../../engine/errors.ts';
import {startedRecord} from '../journal/new-record.ts';
import type {JournalRecord, ResultKind} from '../journal/record.ts';
import type {Plan, Refusal, Risk} from '../plan/plan.ts';
import {planAction} from '../plan/plan-action.ts';
import {isSameSteps, type Step, stepObjects} from '../plan/step.ts';
import {redacted} from '../spec/redact.ts';
import {awaitGoal} from './await-goal.ts';
import {gather} from './gather.ts';
import {
  connected,
  dryRunMessage,
  type Outcome,
  type Progress,
  type Run,
  type RunnerParts,
  type RunOptions,
} from './run.ts';
import {takeSteps, withIds} from './take-steps.ts';

/** `undo`: with the ids of what was made, which the plan did not know. */
type End = {readonly kind: Exclude<ResultKind, 'started'>; readonly message: string} & Partial<
  Pick<Outcome, 'notes' | 'conflicts'> & Pick<JournalRecord, 'undo'>
>;

const severity: Readonly<Record<Risk, number>> = {safe: 0, disruptive: 1, destructive: 2};

/** Starts an action; it tells of itself through the run. */
export function startRun(plan: Plan, options: RunOptions, parts: RunnerParts): Run {
  const {clock} = parts;
  const startedMs = clock.now();
  const listeners = new Set<(progress: Progress) => void>();
  let progress: Progress = {
    phase: 'checking',
    detail: 'looking whether all is as planned',
    isHeldUp: false,
    sinceMs: startedMs,
  };
  let isCancelled = false;
  const tell = (phase: Progress['phase'], detail: string, isHeldUp = false) => {
    if (progress.phase === phase && progress.detail === detail) return;
    progress = {phase, detail, isHeldUp, sinceMs: progress.phase === phase ? progress.sinceMs : clock.now()};
    for (const listener of [...listeners]) listener(progress);
  };
  const carryOut = async (): Promise<Outcome> => {
    const locked = parts.locked();
    if (options.dryRun === true) {
      tell('ended', 'dry run: nothing was changed');
      return {
        kind: 'dry-run',
        message: dryRunMessage(locked),
        durationMs: 0,
        record: null,
        notes: [],
        conflicts: [],
      };
    }
    const record = recordOf(plan, options, parts, startedMs);
    const fault = parts.journal.append(record);
    const end: End =
      locked === null
        ? await act(plan, options, parts, tell, () => isCancelled).catch(asEnd)
        : {kind: 'refused', message: locked};
    const durationMs = clock.now() - startedMs;
    const endedAt = new Date(clock.now()).toISOString();
    const {kind, message, notes = [], conflicts = [], undo = record.undo} = end;
    const second = parts.journal.append({...record, undo, endedAt, durationMs, result: {kind, message}});
    const unwritten = fault ?? second;
    tell('ended', message);
    return {
      kind,
      message,
      durationMs,
      record: record.id,
      notes: unwritten === null ? notes : [...notes, `the journal could not be written: ${unwritten}`],
      conflicts,
    };
  };
  const outcome = carryOut();
  return {
    plan,
    get progress() {
      return progress;
    },
    onProgress(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    outcome,
    cancel() {
      if (progress.phase === 'checking') isCancelled = true;
      return isCancelled;
    },
  };
}

async function act(
  plan: Plan,
  options: RunOptions,
  parts: RunnerParts,
  tell: (phase: Progress['phase'], detail: string, isHeldUp?: boolean) => void,
  isCancelled: () => boolean,
): Promise<End> {
  const unlike = await recheck(plan, parts);
  if (isCancelled()) return {kind: 'cancelled', message: 'cancelled before anything was changed'};
  if (unlike !== null) return unlike;
  const stopWatching = parts.watch(inViewOf(plan, parts));
  try {
    const taken = await takeSteps(plan, parts, tell);
    if (taken.kind !== 'taken') return taken;
    const {after, sinceMs, notes} = taken;
    const undo = plan.undo === null ? null : redactedStep(withIds(plan.undo, taken.ids));
    if (options.wait === false)
      return {kind: 'accepted', message: 'the engine has taken it; not waited for', notes, undo};
    tell('verifying', 'looking at what the cluster makes of it');
    const found = await awaitGoal(plan, after, sinceMs, parts, detail => tell('verifying', detail));
    const kind = found.kind === 'pending' ? 'unfinished' : found.kind;
    return {kind, message: found.detail, notes, undo};
  } finally {
    stopWatching();
  }
}

/** Plans once more on the object as it is now: what was confirmed must still be what will be done. */
async function recheck(plan: Plan, parts: RunnerParts): Promise<End | null> {
  const {state, missing} = await gather(plan.intent, parts, connected(parts, plan.intent));
  const again: Plan | Refusal = missing ?? planAction(state, plan.intent);
  if (again.kind === 'refusal') {
    const {conflicts, reasons} = again;
    return {kind: conflicts.length > 0 ? 'conflict' : 'refused', message: reasons.join('; '), conflicts};
  }
  if (!isSameSteps(plan.steps, again.steps)) {
    return {
      kind: 'conflict',
      message: `${plan.object.name} was changed since the plan was made: it would now be "${again.title}"`,
      conflicts: [],
    };
  }
  if (severity[again.risk] > severity[plan.risk]) {
    return {
      kind: 'refused',
      message: `it has become ${again.risk} since the plan was made; look at it again`,
    };
  }
  return null;
}

/** The services whose tasks tell how it goes. */
const inViewOf = ({object, steps}: Plan, {store}: RunnerParts) => {
  const nodes = object.kind === 'node' ? [object.id] : [];
  const onNodes = nodes.flatMap(node => [...store.taskIdsOfNode(node)]);
  const named = steps.filter(({kind}) => stepObjects[kind] === 'service').map(({id}) => id);
  const services = onNodes.flatMap(id => store.table('tasks').get(id)?.serviceId ?? []);
  return {nodes, services: [...new Set([...named, ...services])]};
};

const asEnd = (error: unknown): End => {
  if (!(error instanceof EngineError)) throw error;
  return {kind: 'failed', message: error.message, notes: error.hint === '' ? [] : [error.hint]};
};

function recordOf(plan: Plan, {partOf}: RunOptions, parts: RunnerParts, startedMs: number): JournalRecord {
  const record = startedRecord(parts, startedMs, {
    title: plan.title,
    action: plan.intent.kind,
    object: plan.object,
    steps: plan.steps.map(redactedStep),
    risk: plan.risk,
    warnings: plan.checks.filter(({level}) => level === 'warning'),
    commands: plan.commands,
    undo: plan.undo === null ? null : redactedStep(plan.undo),
    undoOf: plan.intent.kind === 'undo' ? plan.intent.of : null,
  });
  return partOf === undefined ? record : {...record, partOf};
}

const redactedStep = (step: Step): Step =>
  'changes' in step ? {...step, changes: step.changes.map(redacted)} : step;
