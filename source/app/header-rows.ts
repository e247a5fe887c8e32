import {headerParts} from '../panes/header/header-parts.ts';
import type {Place} from '../panes/pane.ts';
import {clockInWords} from '../panes/quantities.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import {headerRow} from '../ui/header.tsx';
import type {Line} from '../ui/span.ts';
import {placeTitle} from './places.ts';

export interface HeaderRowsInput {
  readonly store: ClusterStore;
  /** The places that led here, the present one last. */
  readonly trail: readonly Place[];
  /** What to say of a simulated swarm; null for any other. */
  readonly demo: string | null;
  /** What the swarm uses; empty where that is not known. */
  readonly figures?: Line;
  /** That an incident is recorded; empty when none is. */
  readonly incident?: Line;
  readonly width: number;
}

/** The two rows above the panes: the swarm and how it stands; the way that led here, and what is to be known of the link. */
export const headerRows = ({
  store,
  trail,
  demo,
  figures = [],
  incident = [],
  width,
}: HeaderRowsInput): readonly Line[] => {
  const {left, right} = headerParts({store, trail: [], isDemo: demo !== null});
  const parts = left.filter(part => part.line.length > 0);
  return [
    headerRow(parts, right, width),
    headerRow(
      [
        {line: figures, priority: 3},
        {line: crumbLine(trail), priority: 2},
      ],
      [
        {line: incident, priority: 0},
        {line: linkNote(store, demo), priority: 1},
      ],
      width,
    ),
  ];
};

const crumbLine = (trail: readonly Place[]): Line => {
  // One step alone is the pane, which names itself in its frame.
  const path = trail.length > 1 ? trail.map(placeTitle) : [];
  return path.flatMap((crumb, index) => [
    {text: index === 0 ? ' ' : ' ▸ ', tone: 'muted' as const},
    {text: crumb, tone: index === path.length - 1 ? ('title' as const) : ('muted' as const)},
  ]);
};

const linkNote = (store: ClusterStore, demo: string | null): Line => {
  const {trouble, moved} = store.connection;
  if (trouble !== null) return [{text: trouble.message, tone: 'warning'}];
  if (moved !== null) {
    const text = `moved here from ${moved.from} at ${clockInWords(moved.atMs)}: ${moved.reason}`;
    return [{text, tone: 'muted'}];
  }
  return demo === null ? [] : [{text: demo, tone: 'muted'}];
};
