/** The first visible row such that the selected one is in view, moving the view as little as possible. */
export function scrollTo(view: {
  readonly top: number;
  readonly selected: number;
  readonly rowCount: number;
  readonly height: number;
}): number {
  const {top, selected, rowCount, height} = view;
  const lowest = Math.max(0, rowCount - height);
  const wanted = selected < 0 ? top : Math.min(Math.max(top, selected - height + 1), selected);
  return Math.max(0, Math.min(wanted, lowest));
}

/** Where a movement key leads in a list of `rowCount` rows of which `page` are visible; null: not a movement. */
export function moveSelection(
  move: 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last',
  selected: number,
  rowCount: number,
  page: number,
): number {
  const steps = {
    up: selected - 1,
    down: selected + 1,
    'page-up': selected - Math.max(1, page - 1),
    'page-down': selected + Math.max(1, page - 1),
    first: 0,
    last: rowCount - 1,
  };
  return Math.max(0, Math.min(steps[move], rowCount - 1));
}
