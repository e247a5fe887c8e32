import type {SessionState} from '../store/session.ts';
import {lineText} from '../ui/line-text.ts';
import {layoutText} from '../ui/text-layout.ts';
import type {ConsoleModel} from './console-model.ts';
import {objectsOf} from './find-object.ts';
import {keyContext} from './key-context.ts';
import {type PaletteEntry, paletteEntries} from './palette-entries.ts';

/** Most lines that the palette takes from the panes. */
const mostRows = 8;

/** Most lines that a message takes; longer ones are cut. */
const mostMessageRows = 3;

/** Rows above the footer that what is open, or what is said, needs. */
export const bottomRows = (
  state: Pick<SessionState<unknown>, 'overlay' | 'message'>,
  width: number,
): number => {
  const {overlay, message} = state;
  if (overlay.kind === 'palette') return mostRows;
  const hasMessage = message !== null && overlay.kind !== 'filter' && overlay.kind !== 'columns';
  return hasMessage ? messageLines(message.text, width).length - 1 : 0;
};

/** A message in lines that fit. */
export const messageLines = (text: string, width: number): readonly string[] =>
  layoutText([[{text}]], Math.max(1, width - 2), 'word')
    .slice(0, mostMessageRows)
    .map(({line}) => lineText(line));

/** What is offered under the command line now, best first. */
export const completions = (model: ConsoleModel): readonly PaletteEntry[] => {
  const content = model.focused();
  const context = keyContext(
    model.session.getState(),
    content,
    model.paneCount(),
    model.acting.runner.locked(),
  );
  return paletteEntries(model.typing.get().field.text, context, {
    contexts: model.contextNames(),
    themes: () => model.themes.options(),
    names: kinds =>
      objectsOf(model.cluster.store, kinds)
        .map(({name}) => name)
        .toSorted(),
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

/** The theme under the cursor of the palette, for showing the screen in it before it is chosen; null: none. */
export const previewedTheme = (model: ConsoleModel): string | null => {
  if (model.session.getState().overlay.kind !== 'palette') return null;
  const entry = chosenEntry(model);
  return entry?.id === 'app.theme' && entry.isChoice ? entry.argument : null;
};
