import type {Goal, Verification} from '../plan/plan.ts';
import type {RawObject} from '../spec/raw-object.ts';
import {leftWords} from './bound-parts.ts';
import type {RunnerParts} from './run.ts';

/** What only time changes is looked at so often. */
const lookMs = 500;
/** For the cause of a failure to come after the failure. */
const causeMs = 3_000;
/** What waits for a person is waited for, but not for ever: a script must end. */
const mostHeldMs = 3_600_000;
/** At least so long before an action is called unfinished. */
const leastPatienceMs = 120_000;

/** Watches the store until the cluster is as the goal wants it and stays so, fails, or takes far too long. */
export function awaitGoal(
  goal: Goal,
  after: RawObject | null,
  sinceMs: number,
  {store, clock, refresh, hasLeft}: Pick<RunnerParts, 'store' | 'clock' | 'refresh' | 'hasLeft'>,
  tell: (detail: string) => void,
): Promise<Verification> {
  const startedMs = clock.now();
  const version = after?.version ?? null;
  const changedAtMs = after?.updatedAtMs || sinceMs;
  const patienceMs = Math.max(leastPatienceMs, 3 * (goal.expectedMs ?? 0) + goal.settleMs);
  return new Promise(resolve => {
    let doneSinceMs: number | null = null;
    let failedSinceMs: number | null = null;
    let looks = 0;
    const isOverdue = createPatience(startedMs, patienceMs);
    let cancel: () => void = () => undefined;
    const end = (verification: Verification) => {
      stop();
      cancel();
      resolve(verification);
    };
    const judge = () => {
      const nowMs = clock.now();
      const found = goal.verify({store, nowMs, sinceMs, changedAtMs, version, after});
      if (found.kind === 'failed') {
        failedSinceMs ??= nowMs;
        const mayTellMore = found.isPartial === true && nowMs - failedSinceMs < causeMs;
        return mayTellMore ? tell(found.detail) : end(found);
      }
      if (found.kind === 'pending') {
        doneSinceMs = null;
        if (isOverdue(nowMs, found.isHeld === true)) return end(found);
        return tell(found.detail);
      }
      doneSinceMs ??= nowMs;
      if (nowMs - doneSinceMs >= goal.settleMs) return end(found);
      tell(`${found.detail}; watching whether it stays so`);
    };
    const look = () => (hasLeft?.() === true ? end({kind: 'pending', detail: leftWords}) : judge());
    const stop = store.onChange(look);
    const again = () => {
      cancel = clock.after(lookMs, () => {
        again();
        // A whole list, once a second, for the seconds that a change of role takes.
        if (goal.isSilent === true) {
          looks += 1;
          if (looks % 2 === 0) refresh();
        }
        look();
      });
    };
    again();
    look();
  });
}

/** Says at each look whether it has taken too long; what passed since the look before does not count while it is held. */
function createPatience(startedMs: number, patienceMs: number): (nowMs: number, isHeld: boolean) => boolean {
  let lookedMs = startedMs;
  let heldMs = 0;
  return (nowMs, isHeld) => {
    if (isHeld) heldMs += nowMs - lookedMs;
    lookedMs = nowMs;
    return nowMs - startedMs - Math.min(heldMs, mostHeldMs) > patienceMs;
  };
}
