import {EngineError} from '../../engine/errors.ts';
import {startedRecord} from '../journal/new-record.ts';
import type {JournalRecord} from '../journal/record.ts';
import {dryRunMessage, type RunOptions} from '../run/run.ts';
import {type ChecklistItem, freshChecklist, itemSeconds} from './checklist.ts';
import type {ProcedurePlan, ProcedureStep} from './procedure.ts';
import type {ProcedureOutcome, ProcedureParts, ProcedureRun} from './procedure-run.ts';
import {type StepTalk, type Taken, takeStep} from './take-step.ts';

/** Starts a procedure: one step after another, each planned anew, done and verified before the next. */
export function startProcedure(
  plan: ProcedurePlan,
  {dryRun = false}: Pick<RunOptions, 'dryRun'>,
  parts: ProcedureParts,
): ProcedureRun {
  const {clock} = parts;
  const listeners = new Set<(checklist: readonly ChecklistItem[]) => void>();
  let checklist = freshChecklist(plan.steps);
  let isCancelled = false;
  const change = (index: number, part: Partial<ChecklistItem>) => {
    checklist = checklist.map((item, at) => (at === index ? {...item, ...part} : item));
    for (const listener of [...listeners]) listener(checklist);
  };
  const carryOut = async (): Promise<ProcedureOutcome> => {
    // To watch changes nothing.
    const locked = plan.steps.some(({work}) => work.kind === 'action') ? parts.locked() : null;
    const startedMs = clock.now();
    if (dryRun) {
      return {kind: 'dry-run', message: dryRunMessage(locked), durationMs: 0, record: null, notes: []};
    }
    const record = recordOf(plan, parts, startedMs);
    const fault = parts.journal.append(record);
    const end: End =
      locked === null
        ? await walk(plan, parts, {change, isCancelled: () => isCancelled, partOf: record.id})
        : {kind: 'refused', message: locked};
    const durationMs = clock.now() - startedMs;
    const second = parts.journal.append({
      ...record,
      endedAt: new Date(clock.now()).toISOString(),
      durationMs,
      result: end,
      // Nothing to take back where the cluster was left as it was.
      undo: end.kind === 'done' ? record.undo : null,
      checklist: checklist.map(item => ({
        title: item.title,
        state: item.state,
        seconds: itemSeconds(item, clock.now()),
        detail: item.detail,
      })),
    });
    const unwritten = fault ?? second;
    const notes = unwritten === null ? [] : [`the journal could not be written: ${unwritten}`];
    return {...end, durationMs, record: record.id, notes};
  };
  const outcome = carryOut();
  return {
    plan,
    get checklist() {
      return checklist;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    outcome,
    cancel() {
      isCancelled = true;
    },
  };
}

type End = Pick<ProcedureOutcome, 'message'> & {
  readonly kind: Exclude<ProcedureOutcome['kind'], 'dry-run'>;
};

async function walk(
  plan: ProcedurePlan,
  parts: ProcedureParts,
  {
    change,
    ...talk
  }: Pick<StepTalk, 'isCancelled' | 'partOf'> & {
    readonly change: (index: number, part: Partial<ChecklistItem>) => void;
  },
): Promise<End> {
  let failure: End | null = null;
  let last = '';
  for (const [index, step] of plan.steps.entries()) {
    if (failure === null && talk.isCancelled()) failure = {kind: 'cancelled', message: 'cancelled'};
    const reason = whyNot(step, failure !== null, parts);
    if (reason !== null) {
      change(index, {state: 'skipped', detail: reason});
      continue;
    }
    change(index, {state: 'running', startedMs: parts.clock.now()});
    const tell = (detail: string) => change(index, {detail});
    // What puts things right after a cancellation must not be cancelled by it.
    const isCancelled = failure === null ? talk.isCancelled : () => false;
    const taken = await takeStep(step, parts, {...talk, isCancelled, tell}).catch(asFailure);
    const isDone = taken.kind === 'done';
    change(index, {
      state: isDone ? 'done' : 'failed',
      detail: taken.detail,
      endedMs: parts.clock.now(),
    });
    if (isDone) last = taken.detail;
    else failure ??= endOf(step, taken, talk.isCancelled());
  }
  return failure ?? {kind: 'done', message: plan.conclude?.(parts.store) ?? last};
}

const endOf = ({title}: ProcedureStep, {kind, detail}: Taken, isCancelled: boolean): End => {
  if (isCancelled) return {kind: 'cancelled', message: `cancelled: ${title}`};
  return {kind: kind === 'unfinished' ? 'unfinished' : 'failed', message: `${title}: ${detail}`};
};

/** Why a step is left out; null when it is to be taken. */
function whyNot(step: ProcedureStep, hasFailed: boolean, {store}: ProcedureParts): string | null {
  if (hasFailed && step.when === 'ahead') return 'not begun';
  if (!hasFailed && step.when === 'rescue') return 'not needed';
  return step.unneeded?.(store) ?? null;
}

const asFailure = (error: unknown): Taken => {
  if (!(error instanceof EngineError)) throw error;
  return {kind: 'failed', detail: `${error.message} ${error.hint}`.trim()};
};

function recordOf(plan: ProcedurePlan, parts: ProcedureParts, startedMs: number): JournalRecord {
  return startedRecord(parts, startedMs, {
    title: plan.title,
    action: plan.goal.kind,
    object: plan.object,
    // Those of its actions are in records of their own.
    steps: [],
    risk: plan.risk,
    warnings: plan.checks.filter(({level}) => level === 'warning'),
    commands: plan.commands,
    undo: plan.undo,
    undoOf: null,
  });
}
