import {type CommandId, commands} from '../keymap/commands.ts';
import {resolveKey} from '../keymap/resolve-key.ts';
import {type Overlay, pageOver} from '../store/session.ts';
import type {InputEvent} from '../terminal/input/input-event.ts';
import {editField, insertText, type TextField, textField} from '../ui/text-field.ts';
import type {ConsoleModel} from './console-model.ts';
import {quit} from './handlers/general.ts';
import {handlers, type Request} from './handlers/index.ts';
import {applyFilter, goBack, toggleColumn} from './handlers/listing.ts';
import {keyContext} from './key-context.ts';
import {clickAt, wheelAt} from './mouse.ts';
import {chosenEntry, completions} from './palette-choice.ts';
import type {PaletteEntry} from './palette-entries.ts';

/** Everything that a person does arrives here; the focus decides what it means. */
export const handleInput = (model: ConsoleModel, event: InputEvent): void => {
  model.noteInput();
  const {overlay, message} = model.session.getState();
  if (message !== null && event.kind !== 'mouse') model.session.setState({message: null});
  if (model.dialogs.open() !== null) return dialogInput(model, event);
  switch (event.kind) {
    case 'mouse':
      return handleMouse(model, event);
    case 'paste':
      if (overlay.kind === 'palette' || overlay.kind === 'filter')
        type(model, field => insertText(field, event.text));
      return;
    case 'key':
      if (overlay.kind === 'palette') return paletteKey(model, event.key, event.text);
      if (overlay.kind === 'filter') return filterKey(model, event.key, event.text, overlay);
      if (overlay.kind === 'columns') return columnsKey(model, event.key, overlay.index);
      return commandKey(model, event.key);
  }
};

/** Rows that one notch of the wheel moves a dialog's text by. */
const notchRows = 3;

/** A dialog has all of it: nothing below may be done meanwhile. */
const dialogInput = ({dialogs}: ConsoleModel, event: InputEvent): void => {
  switch (event.kind) {
    case 'key':
      return dialogs.key(event.key, event.text);
    case 'paste':
      return dialogs.paste(event.text);
    case 'mouse':
      if (event.action === 'wheel-up') dialogs.scroll(-notchRows);
      if (event.action === 'wheel-down') dialogs.scroll(notchRows);
      if (event.action === 'press') dialogs.press(event.column, event.row);
  }
};

const handleMouse = (model: ConsoleModel, event: Extract<InputEvent, {kind: 'mouse'}>): void => {
  const {action, column, row} = event;
  if (action === 'wheel-up' || action === 'wheel-down')
    wheelAt(model, column, row, action === 'wheel-up' ? 'up' : 'down');
  else if (action === 'press' && pageOver(model.session.getState().overlay) === null)
    clickAt(model, column, row);
};

const commandKey = (model: ConsoleModel, key: string): void => {
  const content = model.focused();
  const context = keyContext(
    model.session.getState(),
    content,
    model.paneCount(),
    model.acting.runner.locked(),
  );
  const resolved = resolveKey<CommandId>(key, model.bindings, commands, context);
  if (resolved === null) return;
  if (resolved.kind === 'disabled')
    return model.tell(`${resolved.command.title}: ${resolved.reason}`, 'warning');
  run(model, resolved.command.id, {key, argument: ''});
};

const run = (model: ConsoleModel, id: CommandId, request: Request): void => handlers[id](model, request);

const type = (
  model: ConsoleModel,
  edit: (field: ReturnType<ConsoleModel['typing']['get']>['field']) => ReturnType<typeof insertText> | null,
): void => {
  const field = edit(model.typing.get().field);
  if (field === null) return;
  model.typing.set({field, chosen: -1});
  if (model.session.getState().overlay.kind === 'filter') applyFilter(model, field.text);
};

/** Moves in what the palette offers, round its ends. */
const choose = (model: ConsoleModel, count: number, index: number): void => {
  if (count > 0) model.typing.set({chosen: (index + count) % count});
};

const paletteKey = (model: ConsoleModel, key: string, text: string | null): void => {
  const {field, chosen, paletteHistory} = model.typing.get();
  const entries = completions(model);
  switch (key) {
    case 'esc':
    case 'ctrl+c':
      return model.session.setState({overlay: {kind: 'none'}});
    case 'tab':
    case 'shift+tab':
      if (key === 'tab') return choose(model, entries.length, tabFrom(entries, chosen) + 1);
      return choose(model, entries.length, chosen - 1);
    case 'down':
    case 'up':
      // Among choices the arrows move; elsewhere they bring back what was typed before.
      if (!entries.some(entry => entry.isChoice)) break;
      return choose(model, entries.length, Math.max(0, chosen) + (key === 'down' ? 1 : -1));
    case 'enter': {
      const entry = chosenEntry(model);
      model.session.setState({overlay: {kind: 'none'}});
      if (field.text.trim() === '' && chosen < 0) return;
      if (entry === null)
        return model.tell(`there is no command "${field.text.trim()}"; ? lists them`, 'warning');
      model.typing.set({paletteHistory: remembered(paletteHistory, field.text)});
      if (entry.disabledReason !== null)
        return model.tell(`${entry.title}: ${entry.disabledReason}`, 'warning');
      return run(model, entry.id, {key: null, argument: entry.argument});
    }
    case 'backspace':
      if (field.text === '') return model.session.setState({overlay: {kind: 'none'}});
  }
  type(model, present => editField(completed(entries[chosen]) ?? present, key, text, paletteHistory));
};

/** What was typed is there already: the first step leads to what is offered. */
const tabFrom = (entries: readonly PaletteEntry[], chosen: number): number =>
  chosen < 0 && entries[0]?.isChoice === false && entries[1]?.isWord === true ? 0 : chosen;

/** A word that was chosen is what more is typed behind. */
const completed = (entry: PaletteEntry | undefined): TextField | null =>
  entry?.isWord === true ? textField(`${entry.name} ${entry.argument}`) : null;

const filterKey = (
  model: ConsoleModel,
  key: string,
  text: string | null,
  overlay: Extract<Overlay, {kind: 'filter'}>,
): void => {
  const close = () => model.session.setState({overlay: {kind: pageOver(overlay) ?? 'none'}});
  const {field, filterHistory} = model.typing.get();
  switch (key) {
    case 'esc':
    case 'ctrl+c':
      applyFilter(model, overlay.before);
      return close();
    case 'enter':
      model.typing.set({filterHistory: remembered(filterHistory, field.text)});
      return close();
    case 'backspace':
      if (field.text === '') return close();
  }
  type(model, present => editField(present, key, text, filterHistory));
};

const columnsKey = (model: ConsoleModel, key: string, index: number): void => {
  const content = model.focused();
  const count = content.kind === 'list' ? content.live.columns.length : 0;
  const moveTo = (next: number) =>
    model.session.setState({overlay: {kind: 'columns', index: (next + count) % count}});
  switch (key) {
    case 'j':
    case 'down':
      return moveTo(index + 1);
    case 'k':
    case 'up':
      return moveTo(index - 1);
    case 'space':
      return toggleColumn(model, index);
    case 'esc':
    case 'enter':
    case 'ctrl+w':
      return goBack(model);
    case 'ctrl+c':
      return quit(model);
  }
};

const remembered = (history: readonly string[], text: string): readonly string[] =>
  text.trim() === '' ? history : [text, ...history.filter(other => other !== text)].slice(0, 100);
