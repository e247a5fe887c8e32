import type {Place} from '../../panes/pane.ts';
import {currentPlace, type Session} from '../../store/session.ts';

/** What is left of a rollout is told in seconds, and the time of charts goes on when no figures come. */
const tickMs = 1_000;

/** Paints every second for as long as a rollout or a chart is looked at. Returns what ends it. */
export const runRolloutClock = (
  session: Session<Place>,
  after: (ms: number, call: () => void) => () => void,
  changedLater: () => void,
): (() => void) => {
  let isTicking = false;
  const isShown = () => ['rollout', 'metrics'].includes(currentPlace(session.getState()).kind);
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
