import {textField} from '../../ui/text-field.ts';
import type {ConsoleModel} from '../console-model.ts';

/** `:`: opens the command line. */
export const openPalette = (model: ConsoleModel): void => {
  model.typing.set({field: textField(), chosen: -1});
  model.reloadContexts();
  model.session.setState({overlay: {kind: 'palette'}});
};

/** `?`: the live keys, over whatever is open; the same key closes it. */
export const openHelp = (model: ConsoleModel): void => {
  const {overlay} = model.session.getState();
  model.session.setState({overlay: overlay.kind === 'help' ? {kind: 'none'} : {kind: 'help'}});
};

export const openSettings = (model: ConsoleModel): void =>
  model.session.setState({overlay: {kind: 'settings'}});

/** Ctrl-Z, or `:suspend`: back to the shell until `fg`. */
export const suspend = (model: ConsoleModel): void => {
  void model.terminal.stopToShell().then(() => model.refresh());
};

/** `:theme NAME` shows and keeps a theme; without a name the known ones are told. */
export const changeTheme = (model: ConsoleModel, name: string): void => {
  const problem = model.themeName.set(name);
  if (problem !== null) return model.tell(problem, 'warning');
  model.saveSettings({theme: name});
  model.tell(`theme ${name}`);
};

/** `:mouse` takes the mouse or leaves it to the terminal, and keeps that; `on` and `off` say which. */
export const switchMouse = (model: ConsoleModel, argument: string): void => {
  const word = argument.trim();
  if (word !== '' && word !== 'on' && word !== 'off')
    return model.tell(`the mouse is on or off, not "${word}"`, 'warning');
  const isOn = word === '' ? !model.terminal.hasMouse : word === 'on';
  model.terminal.setMouse(isOn);
  model.saveSettings({mouse: isOn});
  model.tell(
    isOn
      ? 'mouse on: the wheel scrolls, a click selects; hold Shift (Option on a Mac) to select text'
      : "mouse off: it is the terminal's own, to select text with",
  );
};
