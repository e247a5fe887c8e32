import type {Service} from '../../domain/model/index.ts';
import type {Place} from '../../panes/pane.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {currentPlace, drillInto, type Session} from '../../store/session.ts';
import type {Terminal} from '../../terminal/terminal.ts';
import type {Batches} from '../acting/batches.ts';
import type {Dialogs} from '../dialogs/dialogs.ts';
import {placeKey} from '../places.ts';
import {type BegunRollout, type BegunRollouts, createBegunRollouts} from './begun-rollouts.ts';

/** Who pressed a key so lately is in the middle of something. */
const busyMs = 5_000;
/** The store tells of a change a moment after its action has ended. */
const afterwardsMs = 10_000;
/** Seconds are counted on the screen while a line tells of a rollout. */
const tickMs = 1_000;

export interface FollowRolloutsParts {
  readonly store: Pick<ClusterStore, 'table' | 'freshness' | 'onChange' | 'connection'>;
  readonly session: Session<Place>;
  readonly dialogs: Pick<Dialogs, 'open'>;
  readonly batches: Pick<Batches, 'all'>;
  readonly nowMs: () => number;
  readonly after: (ms: number, call: () => void) => () => void;
  readonly terminal: Pick<Terminal, 'isGiven' | 'isScreenReader'>;
  /** Whether pages may open by themselves at all. */
  readonly mayOpen: () => boolean;
  /** Paints with the frame clock. */
  readonly changedLater: () => void;
  readonly tell: (text: string) => void;
}

/**
 * Opens a rollout that began elsewhere where nobody is in the middle of something; anywhere else, and of several, a line
 * above the footer tells. Returns what it knows, and what ends it.
 */
export const followRollouts = (
  parts: FollowRolloutsParts,
): {
  readonly begun: BegunRollouts;
  /** A key was pressed. */
  readonly noteInput: () => void;
  readonly stop: () => void;
} => {
  const {store, session, terminal, nowMs, after, changedLater} = parts;
  let inputMs = Number.NEGATIVE_INFINITY;
  let {context} = store.connection;
  let isTicking = false;
  const tick = () => {
    isTicking = begun.all().length > 0;
    if (!isTicking) return;
    changedLater();
    after(tickMs, tick);
  };
  const begun = createBegunRollouts({
    ...{store, nowMs, after},
    isOurs: service => isChangedBy(parts.batches, service, nowMs()),
    changed() {
      changedLater();
      if (!isTicking) tick();
    },
    begun(rollouts) {
      const [only, ...others] = rollouts;
      if (only === undefined) return;
      // There is no line above the footer for it.
      if (terminal.isScreenReader)
        return parts.tell(`a rollout of ${only.name} began, not from here; a opens it`);
      if (others.length > 0 || !parts.mayOpen() || isBusy(parts, only, inputMs)) return;
      drillInto(session, {
        kind: 'rollout',
        object: {kind: 'service', id: only.service, name: only.name},
      });
      parts.tell(`a rollout of ${only.name} began, not from here; esc goes back`);
    },
  });
  const ends = [
    store.onChange(touched => {
      if (store.connection.context !== context) begun.clear();
      ({context} = store.connection);
      begun.follow(touched);
    }),
    session.subscribe(state => {
      const place = currentPlace(state);
      if (place.kind === 'rollout') begun.see(place.object.id);
    }),
  ];
  return {
    begun,
    noteInput() {
      inputMs = nowMs();
    },
    stop() {
      for (const end of ends) end();
    },
  };
};

/** Whether somebody would be torn from something, or from somewhere else. */
const isBusy = (
  {session, dialogs, terminal, nowMs}: FollowRolloutsParts,
  {service}: BegunRollout,
  inputMs: number,
): boolean => {
  const state = session.getState();
  const place = currentPlace(state);
  const isNear =
    place.kind === 'overview' ||
    (place.kind === 'list' && place.pane === 'services') ||
    (place.kind === 'describe' && place.object.id === service);
  const hasMarks = (state.lists[placeKey(place)]?.marks.size ?? 0) > 0;
  return (
    !isNear ||
    hasMarks ||
    dialogs.open() !== null ||
    state.overlay.kind !== 'none' ||
    terminal.isGiven() ||
    nowMs() - inputMs < busyMs
  );
};

/** Whether an action of this console changes the service, or did a moment ago. */
const isChangedBy = (batches: Pick<Batches, 'all'>, {id, stack}: Service, nowMs: number): boolean =>
  batches
    .all()
    .filter(({endedMs}) => endedMs === null || nowMs - endedMs < afterwardsMs)
    .flatMap(({items}) => items)
    .some(
      ({plan}) =>
        plan.kind === 'plan' &&
        plan.steps.some(
          step => step.id === id || (step.kind === 'deploy-stack' && stack !== null && step.id === stack),
        ),
    );
