import {settingsInContext} from '../../config/context-settings.ts';
import type {Settings} from '../../config/settings.ts';
import {textField} from '../../ui/text-field.ts';
import {createLeaveDialog} from '../acting/leave-dialog.ts';
import type {ConsoleModel} from '../console-model.ts';
import {rereadTheme} from '../palette-entries.ts';

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

/** Leaves; asks first while actions go on, for nobody would see how they end. */
export const quit = (model: ConsoleModel): void => {
  const running = model.acting.batches.all().filter(({endedMs}) => endedMs === null);
  if (running.length === 0) return model.quit();
  const dialog = createLeaveDialog(running, {leave: model.quit, stay: () => model.dialogs.close(dialog)});
  model.dialogs.show(dialog);
};

/** Ctrl-Z, or `:suspend`: back to the shell until `fg`. */
export const suspend = (model: ConsoleModel): void => {
  void model.terminal.stopToShell().then(() => model.refresh());
};

/** `:theme NAME` shows and keeps a theme, `:theme reload` reads its file again; alone it offers them all. */
export const changeTheme = (model: ConsoleModel, name: string): void => {
  if (name === '') return offerThemes(model);
  if (name === rereadTheme) {
    const problem = model.themes.reload();
    return problem === null
      ? model.tell('read the themes again')
      : model.tell(`${problem}; the theme stays as it was`, 'warning');
  }
  const problem = model.themes.choose(name);
  if (problem !== null) return model.tell(problem, 'warning');
  model.saveSettings(themeChange(model, name));
  model.tell(`theme ${name}`);
};

const offerThemes = (model: ConsoleModel): void => {
  const chosen = model.themes.options().findIndex(({name}) => name === themeNow(model));
  model.typing.set({field: textField('theme '), chosen: Math.max(0, chosen)});
  model.session.setState({overlay: {kind: 'palette'}});
};

const contextNow = (model: ConsoleModel): string => model.cluster.store.connection.context;

const themeNow = (model: ConsoleModel): string =>
  settingsInContext(model.settings(), contextNow(model)).theme;

/** A context that has a theme of its own keeps it apart from all others. */
const themeChange = (model: ConsoleModel, name: string): Partial<Settings> => {
  const {contexts} = model.settings();
  const context = contextNow(model);
  const own = Object.hasOwn(contexts, context) ? contexts[context] : undefined;
  return own === undefined || own.theme === null
    ? {theme: name}
    : {contexts: {...contexts, [context]: {...own, theme: name}}};
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
