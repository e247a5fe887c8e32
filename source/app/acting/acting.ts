import type {Intent} from '../../actions/intent.ts';
import type {ProcedureGoal} from '../../actions/procedure/procedure.ts';
import type {Runner} from '../../actions/run/runner.ts';
import {planFailure} from '../../actions/words/plan-failure.ts';
import type {Line} from '../../ui/span.ts';
import {createBusyDialog} from '../dialogs/busy-dialog.ts';
import type {Dialogs} from '../dialogs/dialogs.ts';
import type {Answers, Form} from '../dialogs/form.ts';
import {createFormDialog} from '../dialogs/form-dialog.ts';
import {createNoticeDialog} from '../dialogs/notice-dialog.ts';
import {type AnyPlan, startPlan} from './any-plan.ts';
import {type Batches, type BatchItem, createBatches} from './batches.ts';
import {createPlanDialog, highestRisk, isPlan, type Planned} from './plan-dialog.ts';
import {createProgressDialog} from './progress-dialog.ts';

/** What came of asking for something. `begun`: it was confirmed, and goes on whether or not anyone looks. */
export type Acted =
  | {readonly kind: 'not-begun'}
  | {readonly kind: 'begun'; readonly batch: number; readonly ended: Promise<readonly BatchItem[]>};

export interface ActOptions {
  /** Begins without a dialog of its own: the line above the footer tells how it goes. Safe plans always do. */
  readonly isQuiet?: boolean;
}

/** How the console changes the cluster: everything goes through the runner. */
export interface Acting {
  readonly runner: Runner;
  readonly batches: Batches;
  /** Plans, shows the plans, asks as much as their risk wants, and begins. */
  act(wanted: Intent | readonly Intent[], options?: ActOptions): Promise<Acted>;
  /** The same for a guided sequence of actions. */
  guide(goal: ProcedureGoal): Promise<Acted>;
  /** Asks for values; null when it was given up. */
  ask(form: Form): Promise<Answers | null>;
  /** Opens the progress of actions that were begun. */
  watch(batch: number): void;
}

/** Seconds are counted on the screen while something goes on. */
const tickMs = 1_000;

export interface ActingParts {
  readonly runner: Runner;
  readonly dialogs: Dialogs;
  readonly nowMs: () => number;
  readonly after: (ms: number, call: () => void) => () => void;
  /** Paints at once. */
  readonly changed: () => void;
  /** Paints with the frame clock. */
  readonly changedLater: () => void;
  /** The journal has another record, or one that has ended. */
  readonly journalled: () => void;
  readonly tell: (text: string, level?: 'info' | 'warning' | 'critical') => void;
}

export const createActing = (parts: ActingParts): Acting => {
  const {runner, dialogs, nowMs, after, tell} = parts;
  const batches = createBatches({runner, nowMs, after, changed: parts.changedLater});
  let isTicking = false;
  const tick = () => {
    isTicking = batches.all().some(({endedMs}) => endedMs === null);
    if (!isTicking) return;
    parts.changedLater();
    after(tickMs, tick);
  };

  const watch = (id: number) => {
    const batch = batches.get(id);
    if (batch === undefined) return;
    const others = batches.all().filter(other => other !== batch);
    const dialog = createProgressDialog({
      batch,
      nowMs,
      next:
        others.length === 0
          ? null
          : () => watch((others.find(other => other.id > id) ?? others[0] ?? batch).id),
      close() {
        dialogs.close(dialog);
        batches.see(id);
      },
      again(items) {
        dialogs.close(dialog);
        batches.see(id);
        const [only] = items;
        if (only?.plan.kind === 'procedure') void guide(only.plan.goal);
        else void act(items.flatMap(({plan}) => (plan.kind === 'plan' ? [plan.intent] : [])));
      },
    });
    dialogs.show(dialog);
  };

  const begin = (plans: readonly AnyPlan[], isQuiet: boolean): Acted => {
    const {batch, ended} = batches.begin(plans);
    parts.journalled();
    void ended.then(parts.journalled);
    if (!isQuiet) watch(batch.id);
    if (!isTicking) tick();
    parts.changed();
    return {kind: 'begun', batch: batch.id, ended};
  };

  const decide = (
    planned: Planned,
    turnDown: (plan: AnyPlan, index: number, reason: string) => void,
    isQuiet: boolean,
  ): Promise<Acted> =>
    new Promise(resolve => {
      const plans = planned.filter(isPlan);
      const dialog = createPlanDialog({
        planned,
        changed: parts.changed,
        confirmed() {
          dialogs.close(dialog);
          resolve(begin(plans, isQuiet));
        },
        cancelled(reason) {
          dialogs.close(dialog);
          for (const [index, one] of planned.entries()) if (isPlan(one)) turnDown(one, index, reason);
          resolve({kind: 'not-begun'});
        },
        async dryRun() {
          const outcomes = await Promise.all(
            plans.map(plan => startPlan(runner, plan, {dryRun: true}).outcome),
          );
          return [...new Set(outcomes.map(({message}) => message))].join('; ');
        },
      });
      dialogs.show(dialog);
    });

  const act: Acting['act'] = async (wanted, {isQuiet = false} = {}) => {
    const intents: readonly Intent[] = 'kind' in wanted ? [wanted] : wanted;
    const locked = runner.locked();
    if (locked !== null) {
      tell(locked, 'warning');
      return {kind: 'not-begun'};
    }
    const stopped = Promise.withResolvers<'stopped'>();
    const words = intents.length === 1 ? 'planning …' : `making ${intents.length} plans …`;
    const planning = createBusyDialog(words, () => {
      dialogs.close(planning);
      stopped.resolve('stopped');
    });
    dialogs.show(planning);
    const abort = new AbortController();
    try {
      const plans = Promise.all(intents.map(intent => runner.plan(intent, abort.signal)));
      // Once it was stopped nobody waits for it.
      plans.catch(() => undefined);
      const planned = await Promise.race([plans, stopped.promise]);
      if (planned === 'stopped') {
        abort.abort();
        tell('stopped before there was a plan; nothing was changed');
        return {kind: 'not-begun'};
      }
      dialogs.close(planning);
      for (const [index, one] of planned.entries()) {
        const intent = intents[index];
        if (intent !== undefined && !isPlan(one)) {
          runner.turnedDown(intent, one, 'refused', one.reasons.join('; '));
        }
      }
      const made = planned.flatMap(one => (one.kind === 'plan' ? [one] : []));
      if (made.length === planned.length && highestRisk(made) === 'safe') return begin(made, true);
      const turnDown = (plan: AnyPlan, index: number, reason: string) => {
        const intent = intents[index];
        if (intent !== undefined && plan.kind === 'plan')
          runner.turnedDown(intent, plan, 'cancelled', reason);
      };
      return await decide(planned, turnDown, isQuiet);
    } catch (error) {
      dialogs.close(planning);
      const {message, hint: advice} = planFailure(error);
      const lines: readonly Line[] = [[{text: `✖ ${message}`, tone: 'critical'}], [{text: advice}]];
      const notice = createNoticeDialog('No plan could be made', lines, () => dialogs.close(notice));
      dialogs.show(notice);
      return {kind: 'not-begun'};
    }
  };

  const guide: Acting['guide'] = async goal => {
    const {procedures} = runner;
    const plan = procedures.plan(goal);
    const locked = runner.locked();
    // To watch changes nothing.
    if (locked !== null && !(plan.kind === 'procedure' && plan.risk === 'safe')) {
      tell(locked, 'warning');
      return {kind: 'not-begun'};
    }
    if (plan.kind === 'refusal') procedures.turnedDown(goal, plan, 'refused', plan.reasons.join('; '));
    else if (plan.risk === 'safe') return begin([plan], false);
    return decide([plan], (_, __, reason) => procedures.turnedDown(goal, plan, 'cancelled', reason), false);
  };

  return {
    runner,
    batches,
    act,
    guide,
    watch,
    ask: form =>
      new Promise(resolve => {
        const end = (answers: Answers | null) => {
          dialogs.close(dialog);
          resolve(answers);
        };
        const dialog = createFormDialog(form, end, parts.changed);
        dialogs.show(dialog);
      }),
  };
};
