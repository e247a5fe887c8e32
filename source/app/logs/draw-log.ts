import {naturalCompareKey} from '../../domain/natural-key.ts';
import {hasEnded} from '../../domain/task-lifecycle.ts';
import {rowsOfLine, taskColor} from '../../panes/logs/log-rows.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {LogLabel, LogLabels} from '../../store/logs/log-labels.ts';
import type {LogView} from '../../store/logs/log-view.ts';
import {takeLine} from '../../ui/line-text.ts';
import type {Line} from '../../ui/span.ts';
import type {LogChoice, LogViews} from './log-choice.ts';
import {type LogPage, pageOfLog} from './log-page.ts';
import type {LogSource} from './log-source.ts';
import {cellOf, gridFor, layOut} from './log-split.ts';

/** What a log is drawn from. */
export interface LogDrawing {
  readonly source: LogSource;
  readonly views: LogViews;
  readonly choice: LogChoice;
  readonly labels: LogLabels;
  readonly store: ClusterStore;
  readonly nowMs: number;
  /** Number of the line at the upper edge; null: the newest lines. */
  readonly top: number | null;
}

/** What was drawn. */
export interface DrawnLog extends LogPage {
  /** Tasks that stand beside each other, from this one on, of so many; null: all are in one. */
  readonly split: {readonly from: number; readonly count: number; readonly of: number} | null;
}

interface Area {
  readonly width: number;
  readonly height: number;
}

/** Draws a log, all tasks in one or beside each other. */
export const drawLog = (drawing: LogDrawing, area: Area): DrawnLog =>
  drawing.choice.split === null ? drawnWhole(drawing, area) : drawnSplit(drawing, area, drawing.choice.split);

const rowsIn =
  ({source, choice, labels, nowMs}: LogDrawing, view: LogView, width: number, withTask: boolean) =>
  (place: number): readonly Line[] => {
    const line = source.ring.line(view.at(place));
    if (line === null) return [];
    return rowsOfLine(line, labels.of(line.origin), {width, look: {...choice.look, withTask}, nowMs});
  };

const drawnWhole = (drawing: LogDrawing, {width, height}: Area): DrawnLog => {
  const {source, choice, views, top} = drawing;
  const rows = rowsIn(drawing, views.shown, width, source.tasks.size > 1 && choice.only === null);
  const from = top === null ? null : views.shown.placeOf(top);
  return {...pageOfLog(views.shown, rows, from, height), split: null};
};

/** Tasks that have something to show, by name. */
const tasksOf = ({source, views, choice, labels}: LogDrawing): readonly string[] => {
  const keys = new Map(
    [...source.tasks].map(id => [id, `${naturalCompareKey(labelOf(labels, id).task)} ${id}`] as const),
  );
  return [...keys.keys()]
    .filter(id => !views.hidden.has(id) && (choice.only === null || choice.only === id))
    .sort((a, b) => ((keys.get(a) ?? '') < (keys.get(b) ?? '') ? -1 : 1));
};

const labelOf = (labels: LogLabels, taskId: string): LogLabel =>
  labels.of({taskId, nodeId: '', serviceId: ''});

/** The tasks that there is room for, and where each stands. */
const chosenTasks = (drawing: LogDrawing, area: Area, wanted: number) => {
  const tasks = tasksOf(drawing);
  const from = tasks.length === 0 ? 0 : wanted % tasks.length;
  const grid = gridFor(tasks.length - from, area);
  return {shown: tasks.slice(from, from + grid.columns * grid.rows), from, of: tasks.length, grid};
};

/** What has to be brought up to date before it is drawn. */
export const viewsToDraw = (drawing: LogDrawing, area: Area): readonly LogView[] =>
  drawing.choice.split === null
    ? [drawing.views.shown]
    : chosenTasks(drawing, area, drawing.choice.split).shown.map(drawing.views.ofTask);

/** Columns begin at the same moment; when the newest lines are followed, each ends with its own. */
const drawnSplit = (drawing: LogDrawing, area: Area, wanted: number): DrawnLog => {
  const {views, top} = drawing;
  const {shown, from, of, grid} = chosenTasks(drawing, area, wanted);
  const cell = cellOf(grid, area);
  const pages = shown.map(id => {
    const view = views.ofTask(id);
    const rows = rowsIn(drawing, view, cell.width, false);
    const page = pageOfLog(view, rows, top === null ? null : view.placeOf(top), cell.height - 1);
    return {
      rows: [headOf(drawing, id, cell.width), ...page.rows],
      first: view.at(page.first),
      isAtEnd: page.last >= view.count - 1,
    };
  });
  const upper = top ?? Math.max(0, ...pages.map(({first}) => first));
  const isAtEnd = pages.every(page => page.isAtEnd);
  return {
    rows:
      pages.length === 0
        ? []
        : layOut(
            pages.map(({rows}) => rows),
            grid,
            area,
          ),
    first: views.shown.placeOf(upper),
    last: isAtEnd ? views.shown.count - 1 : views.shown.placeOf(upper),
    split: {from, count: shown.length, of},
  };
};

const headOf = ({labels, store, views}: LogDrawing, id: string, width: number): Line => {
  const {task, node, tint} = labelOf(labels, id);
  const known = store.table('tasks').get(id);
  const isLost = store.table('nodes').get(known?.nodeId ?? '')?.state === 'down';
  const isGone = isLost || (known !== undefined && hasEnded(known));
  const {count} = views.ofTask(id);
  const head: Line = [
    {text: '── ', tone: 'muted'},
    {text: task === '' ? id : task, own: taskColor(tint), bold: true},
    {
      text: ` ─ ${isLost ? 'its node is down' : (known?.state ?? 'not known any more')}`,
      tone: isGone ? 'warning' : 'muted',
    },
    {text: ` ─ ${count} lines ─ ${node === '' ? '' : `${node} `}`, tone: 'muted'},
    {text: '─'.repeat(width), tone: 'muted'},
  ];
  return takeLine(head, width);
};
