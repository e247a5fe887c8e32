/** Objects whose tasks are checked most often. */
export interface View {
  readonly services: readonly string[];
  readonly nodes: readonly string[];
}

/** What the screen shows and what actions wait for, as one view. */
export interface JoinedViews {
  /** What is on the screen now. */
  show(view: View): void;
  /** Looks at these too, until the function that it returns is called. */
  watch(view: View): () => void;
}

/** Joins views, so that an action does not take the feeds' eyes off the screen, nor the screen theirs off an action. */
export const joinViews = (tell: (view: View) => void): JoinedViews => {
  let shown: View = {services: [], nodes: []};
  const watched = new Set<View>();
  const tellAll = () => {
    const views = [shown, ...watched];
    tell({
      services: [...new Set(views.flatMap(({services}) => services))],
      nodes: [...new Set(views.flatMap(({nodes}) => nodes))],
    });
  };
  return {
    show(view) {
      shown = view;
      tellAll();
    },
    watch(view) {
      // A view of its own, also when two actions wait for the same.
      const mine = {...view};
      watched.add(mine);
      tellAll();
      return () => {
        if (watched.delete(mine)) tellAll();
      };
    },
  };
};
