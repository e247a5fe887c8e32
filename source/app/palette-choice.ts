import type {Overlay} from '../store/session.ts';
import type {ConsoleModel} from './console-model.ts';
import {keyContext} from './key-context.ts';
import {type PaletteEntry, paletteEntries} from './palette-entries.ts';

/** Most lines that the palette takes from the panes. */
const mostRows = 8;

/** Rows above the footer that what is open needs. */
export const completionRows = (state: {readonly overlay: Overlay}): number =>
  state.overlay.kind === 'palette' ? mostRows : 0;

/** What is offered under the command line now, best first. */
export const completions = (model: ConsoleModel): readonly PaletteEntry[] => {
  const content = model.focused();
  const context = keyContext(model.session.getState(), content, model.paneCount());
  return paletteEntries(model.typing.get().field.text, context, {
    contexts: model.contextNames(),
    themes: model.themeNames(),
    columns:
      content.kind === 'list' ? content.live.columns.filter(column => column.canSort).map(({id}) => id) : [],
  });
};

/** What Enter would run: the chosen line, else the best match. */
export const chosenEntry = (model: ConsoleModel): PaletteEntry | null => {
  const entries = completions(model);
  const {chosen} = model.typing.get();
  return entries[Math.max(0, chosen)] ?? null;
};
