import {writeFile} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';
import {switchFailure} from '../../cluster/switch-failure.ts';
import {faultInWords} from '../../domain/fault-words.ts';
import type {ObjectRef, Place} from '../../panes/pane.ts';
import {drillInto, updateText} from '../../store/session.ts';
import {pagerChild} from '../../terminal/child/programs.ts';
import {childTrouble} from '../../terminal/child/run-child.ts';
import {sanitise} from '../../terminal/text/sanitise.ts';
import {lineText} from '../../ui/line-text.ts';
import {panelBorder} from '../../ui/panel.tsx';
import {findMatches, searchPattern} from '../../ui/text-layout.ts';
import {rowOfLine} from '../../ui/text-view.tsx';
import type {ConsoleModel, PanelContent, TextContent} from '../console-model.ts';
import {copyLog, saveLog} from '../logs/export-log.ts';
import {placeTitle} from '../places.ts';
import {shownText} from '../shown-text.ts';
import {foldSelected} from './health.ts';

/** The object under the selection of whatever has the focus. */
const selectedObject = (content: PanelContent): ObjectRef | null =>
  content.kind !== 'text'
    ? content.selected
    : content.panel.place.kind === 'rollout'
      ? content.panel.place.object
      : null;

/** Enter: where the row leads. */
export const openSelected = (model: ConsoleModel): void => {
  const content = model.focused();
  if (content.kind === 'overview' && content.selected !== null) return lookAt(model, 'describe');
  if (content.kind === 'overview') return foldSelected(model);
  if (content.kind !== 'list') return;
  const {live, selectedIndex} = content;
  if (live.pane === 'contexts') return switchTo(model, live.nameAt(selectedIndex));
  const place = live.placeAt(selectedIndex);
  if (place !== null) drillInto(model.session, place);
};

/** Connects to another docker context. */
export const switchTo = (model: ConsoleModel, name: string): void => {
  if (name === '') return model.tell('there is no context to connect to', 'warning');
  const before = model.cluster.store.connection.context;
  model.tell(`connecting to context ${name} …`);
  model.cluster.switchContext(name).then(
    () => model.tell(`connected to context ${name}; docker's own choice is as it was`),
    (error: unknown) => {
      const failure = switchFailure(error);
      if (failure === null) return;
      const isElsewhere = model.cluster.store.connection.context !== before;
      const wayBack = isElsewhere ? `:ctx ${before} goes back.` : '';
      const told = [failure.message, wayBack, failure.hint].filter(part => part !== '');
      model.tell(told.join(' '), 'critical');
    },
  );
};

/** Opens a view of the selected object. */
export const lookAt = (
  model: ConsoleModel,
  view: 'describe' | 'yaml' | 'used-by' | 'why' | 'rollout',
): void => {
  const object = selectedObject(model.focused());
  if (object === null) return model.tell('this row stands for no object', 'warning');
  drillInto<Place>(model.session, {kind: view, object});
};

/** `:describe NAME`: finds the object by its name or the beginning of its id, in whatever kind has it. */
export const describeNamed = (
  model: ConsoleModel,
  name: string,
  find: (name: string) => readonly ObjectRef[],
): void => {
  const found = find(name);
  const [object] = found;
  if (object === undefined) return model.tell(`nothing is called "${name}"`, 'warning');
  if (found.length > 1) {
    const choices = found.map(each => `${each.kind} ${each.name} (${each.id})`).join(', ');
    return model.tell(`"${name}" fits several; give more of an id: ${choices}`, 'warning');
  }
  drillInto<Place>(model.session, {kind: 'describe', object});
};

/** Copies the marked rows' names, else the selected one's name, else the page. */
export const copyShown = (model: ConsoleModel): void => {
  const content = model.focused();
  if (content.kind === 'log') return copyLog(model, content);
  if (content.kind === 'text' || content.kind === 'chart') {
    const text = content.lines.map(lineText).join('\n');
    return report(model, model.terminal.copy(text), `${content.lines.length} lines`);
  }
  copyNames(model);
};

/** Copies the names of the marked rows, else of the selected one. */
export const copyNames = (model: ConsoleModel): void => {
  const content = model.focused();
  if (content.kind === 'overview') {
    if (content.selected !== null)
      report(model, model.terminal.copy(content.selected.name), content.selected.name);
    return;
  }
  if (content.kind !== 'list') return;
  const {live, state, selectedIndex} = content;
  const rows = Array.from({length: live.count}, (_, index) => index);
  const wanted = rows.filter(index =>
    state.marks.size === 0 ? index === selectedIndex : state.marks.has(live.keyAt(index) ?? ''),
  );
  const names = wanted.map(live.nameAt);
  if (names.length === 0) return model.tell('nothing is selected', 'warning');
  report(
    model,
    model.terminal.copy(names.join('\n')),
    names.length === 1 ? String(names[0]) : `${names.length} names`,
  );
};

const report = (model: ConsoleModel, isCopied: boolean, what: string): void =>
  isCopied
    ? model.tell(`copied ${what} (through the terminal, OSC 52)`)
    : model.tell('too much to copy through the terminal; save it with ctrl+s instead', 'warning');

/** Writes what the focused pane holds, the whole of it, into a file. Never over an existing one. */
export const saveShown = (model: ConsoleModel, file: string | null): void => {
  const content = model.focused();
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  const name = placeTitle(content.panel.place).replace(/[^\w.-]+/g, '-');
  const path = resolve(file ?? `medianest-${name}-${stamp}.txt`);
  const saved =
    content.kind === 'log'
      ? saveLog(model, content, path).then(() => undefined)
      : writeFile(path, shownText(content), {flag: 'wx'});
  saved.then(
    () => model.tell(`saved to ${path}`),
    (error: unknown) => model.tell(`not saved: ${whyNotSaved(error, path)}`, 'critical'),
  );
};

/** Gives the terminal to a pager that shows everything which the focused pane holds. */
export const pageShown = async (model: ConsoleModel): Promise<void> => {
  const text = shownText(model.focused());
  const end = await model.terminal.handOver(
    pagerChild(process.env, text.split('\n').map(sanitise).join('\n')),
  );
  const trouble = childTrouble(end, '$PAGER');
  if (trouble !== null) model.tell(`the pager: ${trouble}`, 'warning');
};

const whyNotSaved = (error: unknown, path: string): string => {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  switch (code) {
    case 'EEXIST':
      return `${path} is there already; give another name with :save NAME`;
    case 'ENOENT':
      return `there is no folder ${dirname(path)}`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `you may not write to ${dirname(path)}; give another place with :save PATH`;
    default:
      return faultInWords(error);
  }
};

/** Goes to the next or previous match of the search on a page. */
export const goToMatch = (model: ConsoleModel, step: 1 | -1): void => {
  const content = model.focused();
  if (content.kind === 'log') {
    if (content.state.search === '') return model.tell('search with / first', 'warning');
    if (!content.pane.toMatch(step)) model.tell(`nothing fits "${content.state.search}" here`, 'warning');
    return;
  }
  if (content.kind !== 'text') return;
  const pattern = searchPattern(content.state.search);
  if (pattern === null) return model.tell('search with / first', 'warning');
  const matches = findMatches(content.lines, pattern);
  if (matches.length === 0) return model.tell(`"${content.state.search}" is not on this page`, 'warning');
  const match = (content.state.match + step + matches.length) % matches.length;
  showMatch(model, content, match, matches[match]?.line ?? 0);
};

/** Scrolls a page so that a match is in view. */
const showMatch = (model: ConsoleModel, content: TextContent, match: number, line: number): void => {
  const row = rowOfLine(content.lines, line, content.panel.width - panelBorder, content.state.wrap);
  const page = content.panel.height - panelBorder;
  updateText(model.session, content.panel.key, text => ({
    match,
    top: row >= text.top && row < text.top + page ? text.top : Math.max(0, row - Math.floor(page / 3)),
  }));
};
