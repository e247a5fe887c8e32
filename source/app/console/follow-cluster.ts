import type {Cluster} from '../../cluster/cluster.ts';
import type {Place} from '../../panes/pane.ts';
import {beginAnew, type Session} from '../../store/session.ts';
import type {Terminal} from '../../terminal/terminal.ts';
import type {Dialogs} from '../dialogs/dialogs.ts';
import type {LiveLists} from '../live-lists.ts';
import {home} from '../places.ts';
import type {RawObjects} from '../raw-objects.ts';
import {createViewTeller} from '../tell-view.ts';
import {createListTidier} from '../tidy-lists.ts';
import {isUnseen} from '../unseen.ts';
import type {Repaints} from './repaints.ts';
import type {ScreenNow} from './screen-now.ts';

/**
 * Keeps the screen true to the cluster and to what was chosen: lists, selection and marks follow what the store tells,
 * and the feeds learn what is looked at. Returns what ends it.
 */
export const followCluster = (parts: {
  readonly cluster: Pick<Cluster, 'store' | 'setInView'>;
  readonly session: Session<Place>;
  readonly screen: ScreenNow;
  readonly lists: LiveLists;
  readonly raw: RawObjects;
  readonly repaints: Repaints;
  readonly terminal: Pick<Terminal, 'schedule'>;
  readonly dialogs: Pick<Dialogs, 'dismiss' | 'open'>;
}): (() => void) => {
  const {cluster, session, screen, lists, raw, repaints, terminal, dialogs} = parts;
  const {store} = cluster;
  const {pinSelection, dropMarks} = createListTidier(screen.contents, session, store);
  const view = createViewTeller(screen.contents, inView => cluster.setInView(inView), store);

  let context = store.connection.context;
  /** Nothing that was looked at in one swarm means anything in another. */
  const leaveSwarm = () => {
    const {context: present} = store.connection;
    if (present === context) return;
    const isFirst = context === '';
    context = present;
    if (isFirst) return;
    raw.clear();
    dialogs.dismiss();
    beginAnew<Place>(session, home);
  };

  /** Most of what happens in a large swarm is not in view: the screen is worked out, and painted if it is another. */
  const look = () => {
    const isOther = screen.isOther();
    // What lies over the panes may tell of anything in the cluster.
    const isOver = dialogs.open() !== null || session.getState().overlay.kind !== 'none';
    if (isOther || isOver) repaints.paint();
  };

  const ends = [
    session.subscribe(() => {
      repaints.changed();
      view.changed();
      terminal.schedule(dropMarks);
    }),
    store.onChange(touched => {
      const isListed = lists.apply(touched);
      if (!isListed && isUnseen(touched, screen.shown())) return;
      repaints.invalidate();
      if (touched.other.has('connection')) leaveSwarm();
      terminal.schedule(look);
      terminal.schedule(pinSelection);
      terminal.schedule(dropMarks);
      view.changed();
    }),
    view.stop,
  ];
  return () => {
    for (const end of ends) end();
  };
};
