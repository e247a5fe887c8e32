import type {Settings} from '../../config/settings.ts';
import {type ListState, pageOver, stepUp, updateList, updateText} from '../../store/session.ts';
import {textField} from '../../ui/text-field.ts';
import type {ConsoleModel, ListContent, PanelContent} from '../console-model.ts';
import {shownColumns} from '../shown-columns.ts';

/** `/`: opens the filter line, or the search of a page. */
export const startFilter = (model: ConsoleModel): void => {
  const content = model.focused();
  const before =
    content.kind === 'text' || content.kind === 'log'
      ? content.state.search
      : content.kind === 'list'
        ? content.state.filter
        : '';
  if (content.kind === 'overview')
    return model.tell(`the ${content.panel.place.kind} cannot be filtered; open a list`, 'warning');
  model.typing.set({field: textField(before), chosen: -1});
  const over = pageOver(model.session.getState().overlay);
  model.session.setState({overlay: {kind: 'filter', before, ...(over === null ? {} : {over})}});
};

/** Applies a filter as it is typed. */
export const applyFilter = (model: ConsoleModel, text: string): void => {
  const content = model.focused();
  if (content.kind === 'list') updateList(model.session, content.panel.key, () => ({filter: text, top: 0}));
  if (content.kind === 'text') updateText(model.session, content.panel.key, () => ({search: text, match: 0}));
  if (content.kind === 'log') content.pane.choose({search: text});
};

/** Esc: closes what is open, then takes away marks, then the filter, then goes one step up. */
export const goBack = (model: ConsoleModel): void => {
  const {session} = model;
  const state = session.getState();
  const content = model.focused();
  const isSearched = (content.kind === 'text' || content.kind === 'log') && content.state.search !== '';
  if (state.overlay.kind !== 'none' && !isSearched) return session.setState({overlay: {kind: 'none'}});
  const wider = content.kind === 'list' ? widened(content.state) : null;
  if (wider !== null) return updateList(session, content.panel.key, () => wider);
  if (leaveCrossHair(model, content)) return;
  if (isSearched && content.kind === 'log') return content.pane.choose({search: '', around: null});
  if (isSearched) return updateText(session, content.panel.key, () => ({search: '', match: 0}));
  if (state.zoomed) return session.setState({zoomed: false});
  if (state.focus > 0) return session.setState({focus: 0});
  if (!stepUp(session)) model.tell('this is the top; :quit or ctrl+c leaves');
};

/** A list without what narrows it most recently: marks, filter, kinds, faults; null when nothing does. */
const widened = (state: ListState): Partial<ListState> | null => {
  if (state.marks.size > 0) return {marks: new Set()};
  if (state.filter !== '') return {filter: '', top: 0};
  if ((state.narrow ?? []).length > 0) return {narrow: [], top: 0};
  return state.faultsOnly ? {faultsOnly: false, top: 0} : null;
};

const leaveCrossHair = ({charts}: ConsoleModel, content: PanelContent): boolean => {
  if (content.kind !== 'chart' || content.state.cursorMs === null) return false;
  charts.set(content.panel.key, {cursorMs: null});
  return true;
};

const withList = (model: ConsoleModel, act: (content: ListContent) => Partial<ListState> | null): void => {
  const content = model.focused();
  if (content.kind !== 'list') return;
  const change = act(content);
  if (change !== null) updateList(model.session, content.panel.key, () => change);
};

/** Space: marks or unmarks the selected row. */
export const toggleMark = (model: ConsoleModel): void =>
  withList(model, ({state, selectedKey}) => {
    if (selectedKey === null) return null;
    const marks = new Set(state.marks);
    if (!marks.delete(selectedKey)) marks.add(selectedKey);
    return {marks};
  });

/** Marks everything between the nearest marked row and the selected one. */
export const markRange = (model: ConsoleModel): void =>
  withList(model, ({state, selectedIndex, live}) => {
    const marked = [...state.marks].map(key => live.indexOf(key)).filter(index => index >= 0);
    const nearest =
      marked.toSorted((a, b) => Math.abs(a - selectedIndex) - Math.abs(b - selectedIndex))[0] ??
      selectedIndex;
    const marks = new Set(state.marks);
    for (let index = Math.min(nearest, selectedIndex); index <= Math.max(nearest, selectedIndex); index++) {
      const key = live.keyAt(index);
      if (key !== null) marks.add(key);
    }
    return {marks};
  });

export const clearMarks = (model: ConsoleModel): void => withList(model, () => ({marks: new Set()}));

export const toggleFaults = (model: ConsoleModel): void =>
  withList(model, ({state}) => ({faultsOnly: !state.faultsOnly, top: 0}));

/** Sorts by the column that has this letter, or by this name; a second time turns the order round. The order is kept. */
export const sortBy = (
  model: ConsoleModel,
  wanted: {readonly letter: string} | {readonly column: string},
): void =>
  withList(model, ({live}) => {
    const column = live.columns.find(candidate =>
      'letter' in wanted
        ? candidate.sortLetter === wanted.letter.toLowerCase()
        : candidate.id === wanted.column.toLowerCase() || candidate.title === wanted.column.toUpperCase(),
    );
    if (column === undefined || !column.canSort) {
      const letters = live.columns.flatMap(({sortLetter, title}) =>
        sortLetter === null ? [] : [`${sortLetter.toUpperCase()} ${title}`],
      );
      model.tell(`sorts here: ${letters.join(' · ')}`, 'warning');
      return null;
    }
    const sort = {id: column.id, descending: live.sort.id === column.id ? !live.sort.descending : false};
    rememberPane(model, live.pane, {sort: {column: sort.id, descending: sort.descending}});
    return {sort, top: 0};
  });

const rememberPane = (model: ConsoleModel, pane: string, part: Partial<Settings['panes'][string]>): void => {
  const {panes} = model.settings();
  model.saveSettings({panes: {...panes, [pane]: {columns: [], sort: null, ...panes[pane], ...part}}});
};

/** Shows or hides the column at a place of the chooser. The choice is kept. */
export const toggleColumn = (model: ConsoleModel, index: number): void => {
  const content = model.focused();
  if (content.kind !== 'list') return;
  const {live} = content;
  const all = live.columns.map(column => column.id);
  const shown = shownColumns(all, model.settings().panes[live.pane]?.columns ?? []);
  const id = all[index];
  if (id === undefined) return;
  const next = shown.includes(id)
    ? shown.filter(other => other !== id)
    : all.filter(other => other === id || shown.includes(other));
  if (next.length === 0) return model.tell('at least one column stays', 'warning');
  rememberPane(model, live.pane, {columns: next.length === all.length ? [] : next});
};
