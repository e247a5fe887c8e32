import {zoomed} from '../../panes/metrics/chart-view.ts';
import {canSplit, mostDrawn} from '../../panes/metrics/drawn.ts';
import {columnOf, columnStartMs} from '../../panes/metrics/time-columns.ts';
import type {ObjectKind, ObjectRef, Place} from '../../panes/pane.ts';
import {drillInto, jumpTo, updateList} from '../../store/session.ts';
import type {ChartContent} from '../charts/chart-content.ts';
import type {ConsoleModel} from '../console-model.ts';
import {findObjects} from '../find-object.ts';
import {placeKey} from '../places.ts';

const measured: ReadonlySet<ObjectKind> = new Set<ObjectKind>(['service', 'task', 'node', 'stack']);

/** Charts of the marked rows, else of the selected one; where nothing is, of the whole swarm. */
export const openCharts = (model: ConsoleModel, argument: string): void => {
  if (argument === 'swarm') return drillInto<Place>(model.session, {kind: 'metrics', objects: []});
  if (argument !== '') return openNamed(model, argument);
  const content = model.focused();
  const marked = content.kind === 'list' ? markedIn(content) : [];
  const selected =
    content.kind === 'text' && content.panel.place.kind === 'rollout'
      ? content.panel.place.object
      : 'selected' in content
        ? content.selected
        : null;
  const objects = marked.length > 0 ? marked : selected === null ? [] : [selected];
  const shown = objects.filter(({kind}) => measured.has(kind)).slice(0, mostDrawn);
  if (objects.length > mostDrawn)
    model.tell(`${mostDrawn} of ${objects.length} marked rows are drawn`, 'warning');
  drillInto<Place>(model.session, {kind: 'metrics', objects: shown});
};

const openNamed = (model: ConsoleModel, name: string): void => {
  const found = findObjects(model.cluster.store, name).filter(({kind}) => measured.has(kind));
  const [object] = found;
  if (object === undefined)
    return model.tell(`no node, service, task or stack is called "${name}"`, 'warning');
  drillInto<Place>(model.session, {kind: 'metrics', objects: [object]});
};

const markedIn = ({
  live,
  state,
}: Extract<ReturnType<ConsoleModel['focused']>, {kind: 'list'}>): readonly ObjectRef[] => {
  if (state.marks.size === 0) return [];
  return Array.from({length: live.count}, (_, index) => index)
    .filter(index => state.marks.has(live.keyAt(index) ?? ''))
    .flatMap(index => live.objectAt(index) ?? []);
};

/** `:top`: the tasks of all nodes, those first that use most. */
export const openTop = (model: ConsoleModel, argument: string): void => {
  const by = /^m/i.test(argument) ? 'memoryUse' : 'cpuUse';
  const place: Place = {kind: 'list', pane: 'tasks', scope: null};
  jumpTo(model.session, place);
  updateList(model.session, placeKey(place), () => ({
    sort: {id: by, descending: false},
    selectedKey: null,
    selectedIndex: 0,
    top: 0,
  }));
};

const inChart =
  (act: (model: ConsoleModel, content: ChartContent) => void) =>
  (model: ConsoleModel): void => {
    const content = model.focused();
    if (content.kind === 'chart') act(model, content);
  };

/** Moves the cross-hair by columns; the first step puts it on the newest one. */
const moveCursor = (columns: number) =>
  inChart(({charts}, {panel, state, columns: shown}) => {
    const before = state.cursorMs === null ? shown.count - 1 : columnOf(shown, state.cursorMs) + columns;
    const column = Math.max(0, Math.min(shown.count - 1, before));
    // In the middle of the column, so that time going by does not push it into the next one at once.
    charts.set(panel.key, {cursorMs: columnStartMs(shown, column + 0.5)});
  });

const zoom = (step: 1 | -1) =>
  inChart(({charts}, {panel, state}) => charts.set(panel.key, {forMs: zoomed(state.forMs, step)}));

/** What the keys of charts do. */
export const chartHandlers = {
  'chart.left': moveCursor(-1),
  'chart.right': moveCursor(1),
  'chart.farLeft': moveCursor(-10),
  'chart.farRight': moveCursor(10),
  'chart.zoomIn': zoom(1),
  'chart.zoomOut': zoom(-1),
  'chart.now': inChart(({charts}, {panel}) => charts.set(panel.key, {cursorMs: null})),
  'chart.split': inChart((model, {panel, state}) => {
    const {place} = panel;
    if (place.kind !== 'metrics' || !canSplit(place))
      return model.tell('there is nothing to split here', 'warning');
    model.charts.set(panel.key, {isSplit: !state.isSplit});
  }),
  'chart.page': inChart(({charts}, {panel, state}) =>
    charts.set(panel.key, {page: state.page === 'use' ? 'traffic' : 'use'}),
  ),
};
