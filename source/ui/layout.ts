/** A rectangle of cells, counted from the top left corner of the screen. */
export interface Area {
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
}

/** A pane that wants a place beside the main one. */
interface SidePane {
  readonly id: string;
  /** Where it belongs. */
  readonly side: 'right' | 'bottom';
  /** Cells that it needs to be of use, with its border. */
  readonly minWidth: number;
  readonly minHeight: number;
}

export interface LayoutInput {
  readonly columns: number;
  readonly rows: number;
  readonly headerRows: number;
  readonly footerRows: number;
  /** Cells that the main pane needs before any side pane gets room. */
  readonly mainMinWidth: number;
  readonly mainMinHeight: number;
  /** Most wanted first. */
  readonly sides: readonly SidePane[];
  /** A pane that has the whole room to itself; null: none. */
  readonly zoomed: string | null;
}

export interface Layout {
  /** Null while a side pane is zoomed. */
  readonly main: Area | null;
  readonly sides: readonly {readonly id: string; readonly area: Area}[];
  /** Side panes for which there is no room now. */
  readonly folded: readonly string[];
}

/** Part of the room that the panes at one side take together. */
const rightShare = 0.36;
const bottomShare = 0.34;

/** Shares `total` cells among `count` panes; the first get what does not divide. */
function shares(total: number, count: number): readonly number[] {
  return Array.from(
    {length: count},
    (_, index) => Math.floor(total / count) + (index < total % count ? 1 : 0),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The panes of one side, in order, as many as their smallest sizes allow along that side. */
function thatFit(
  panes: readonly SidePane[],
  along: number,
  least: (pane: SidePane) => number,
): readonly SidePane[] {
  const fitting: SidePane[] = [];
  for (const pane of panes) {
    const count = fitting.length + 1;
    const smallest = Math.min(...shares(along, count));
    if ([...fitting, pane].every(one => least(one) <= smallest)) fitting.push(pane);
  }
  return fitting;
}

function place(panes: readonly SidePane[], strip: Area, direction: 'across' | 'down') {
  const sizes = shares(direction === 'across' ? strip.width : strip.height, panes.length);
  return panes.map((pane, index) => {
    const before = sum(sizes.slice(0, index));
    const size = sizes[index] ?? 0;
    const area: Area =
      direction === 'across'
        ? {...strip, column: strip.column + before, width: size}
        : {...strip, row: strip.row + before, height: size};
    return {id: pane.id, area};
  });
}

/** The strip that panes of one side take, no smaller than the neediest of them; 0 where the main pane needs it itself. */
function stripSize(room: number, share: number, mainLeast: number, needs: readonly number[]): number {
  if (needs.length === 0) return 0;
  const size = Math.max(Math.floor(room * share), ...needs);
  return room - size >= mainLeast ? size : 0;
}

/**
 * Divides the screen: header above, footer below, the main pane, and the side panes that fit. On a narrow or low screen
 * side panes fold away, last ones first, until the main pane has all the room.
 */
export function layoutPanes(input: LayoutInput): Layout {
  const room: Area = {
    column: 0,
    row: input.headerRows,
    width: Math.max(0, input.columns),
    height: Math.max(0, input.rows - input.headerRows - input.footerRows),
  };
  const ids = input.sides.map(pane => pane.id);
  const zoomed = input.sides.find(pane => pane.id === input.zoomed);
  if (zoomed) {
    const folded = ids.filter(id => id !== zoomed.id);
    return {main: null, sides: [{id: zoomed.id, area: room}], folded};
  }
  if (input.zoomed !== null) return {main: room, sides: [], folded: ids};

  const wantedBelow = input.sides.filter(pane => pane.side === 'bottom' && pane.minWidth <= room.width);
  const below = thatFit(wantedBelow, room.width, pane => pane.minWidth);
  const belowNeeds = below.map(pane => pane.minHeight);
  const belowHeight = stripSize(room.height, bottomShare, input.mainMinHeight, belowNeeds);
  const upperHeight = room.height - belowHeight;
  const wantedRight = input.sides.filter(pane => pane.side === 'right' && pane.minHeight <= upperHeight);
  const right = thatFit(wantedRight, upperHeight, pane => pane.minHeight);
  const rightNeeds = right.map(pane => pane.minWidth);
  const rightWidth = stripSize(room.width, rightShare, input.mainMinWidth, rightNeeds);

  const main: Area = {...room, width: room.width - rightWidth, height: upperHeight};
  const rightStrip: Area = {...main, column: main.width, width: rightWidth};
  const belowStrip: Area = {...room, row: room.row + upperHeight, height: belowHeight};
  const sides = [
    ...(rightWidth > 0 ? place(right, rightStrip, 'down') : []),
    ...(belowHeight > 0 ? place(below, belowStrip, 'across') : []),
  ];
  return {main, sides, folded: ids.filter(id => !sides.some(side => side.id === id))};
}
