import type {Place} from '../../panes/pane.ts';
import {currentPlace, type Session} from '../../store/session.ts';

/** What is left of a rollout is told in seconds. */
const tickMs = 1_000;

/** Paints every second for as long as a rollout is looked at. Returns what ends it. */
export const runRolloutClock = (
  session: Session<Place>,
  after: (ms: number, call: () => void) => () => void,
  changedLater: () => void,
): (() => void) => {
  let isTicking = false;
  const isShown = () => currentPlace(session.getState()).kind === 'rollout';
  const tick = () => {
    isTicking = isShown();
    if (!isTicking) return;
    changedLater();
    after(tickMs, tick);
  };
  return session.subscribe(() => {
    if (isTicking || !isShown()) return;
    isTicking = true;
    after(tickMs, tick);
  });
};
