import type {Cluster} from '../../cluster/cluster.ts';
import type {Place} from '../../panes/pane.ts';
import {currentPlace, type Session} from '../../store/session.ts';

/** The latency and the clocks that the page tells change without any word of the store. */
const repaintMs = 2_000;

/** While health is on the screen, probes run and the page follows what they tell. Returns what ends it. */
export const followHealth = (parts: {
  readonly cluster: Pick<Cluster, 'health' | 'healthSources'>;
  readonly session: Session<Place>;
  readonly changedLater: () => void;
  readonly after: (ms: number, call: () => void) => () => void;
}): (() => void) => {
  const {cluster, session, changedLater, after} = parts;
  let cancel: (() => void) | null = null;
  const isShown = () => currentPlace(session.getState()).kind === 'health';
  const tick = () => {
    cancel = null;
    if (!isShown()) return;
    changedLater();
    cancel = after(repaintMs, tick);
  };
  const look = () => {
    cluster.healthSources.setProbing(isShown());
    if (isShown()) cancel ??= after(repaintMs, tick);
  };
  const ends = [
    session.subscribe(look),
    cluster.health.onChange(() => {
      if (isShown()) changedLater();
    }),
  ];
  look();
  return () => {
    cancel?.();
    for (const end of ends) end();
  };
};
