import {travel} from '../../store/session.ts';
import type {ConsoleModel} from '../console-model.ts';

/** Gives the keys to another pane. */
export const focusPane = (model: ConsoleModel, index: number): void => {
  const count = model.paneCount();
  if (index >= count) {
    return model.tell(
      count === 1
        ? 'there is one pane; v opens side panes where there is room (80×31)'
        : `there are ${count} panes`,
      'warning',
    );
  }
  model.session.setState({focus: index});
};

export const focusNext = (model: ConsoleModel, step: 1 | -1): void => {
  const count = model.paneCount();
  const {focus} = model.session.getState();
  if (count === 1) return focusPane(model, 1);
  model.session.setState({focus: (Math.min(focus, count - 1) + step + count) % count});
};

/** Side panes on or off; kept in the settings. */
export const toggleSplit = (model: ConsoleModel): void => {
  const split = !model.session.getState().split;
  model.session.setState({split, focus: 0, zoomed: false});
  model.saveSettings({layout: {...model.settings().layout, split: split ? 'auto' : 'off'}});
  if (split && model.paneCount() === 1) model.tell('side panes show where there is room for them (80×31)');
};

export const setZoom = (model: ConsoleModel, zoomed: boolean): void => {
  if (zoomed && model.paneCount() === 1) return model.tell('this pane has the whole screen already');
  model.session.setState({zoomed});
};

export const goThroughHistory = (model: ConsoleModel, direction: 'earlier' | 'later'): void => {
  if (!travel(model.session, direction)) model.tell(`there is no ${direction} view`);
};
