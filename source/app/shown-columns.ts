/** Which of a pane's columns are shown: those that were chosen; all, when none was or none of them exists any more. */
export const shownColumns = (all: readonly string[], chosen: readonly string[]): readonly string[] => {
  const known = all.filter(id => chosen.includes(id));
  return known.length === 0 ? all : known;
};
