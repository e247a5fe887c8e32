import type {LogLevel} from '../../domain/logs/level.ts';
import {createLogLabels} from '../../store/logs/log-labels.ts';
import {drillInto} from '../../store/session.ts';
import type {ConsoleModel} from '../console-model.ts';
import {findObjects} from '../find-object.ts';
import {pageLog} from '../logs/export-log.ts';
import type {LogContent} from '../logs/log-content.ts';
import {logPlaceOf, previousTaskPlace} from '../logs/log-place.ts';
import {namedRanges} from '../logs/log-ranges.ts';

/** As handlers are given: the key that asked, or what followed the name in the palette. */
type LogHandler = (
  model: ConsoleModel,
  request: {readonly key: string | null; readonly argument: string},
) => void;
type Request = Parameters<LogHandler>[1];

const inLog =
  (act: (content: LogContent, model: ConsoleModel, request: Request) => void): LogHandler =>
  (model, request) => {
    const content = model.focused();
    if (content.kind === 'log') act(content, model, request);
  };

const times = ['local', 'utc', 'relative', 'none'] as const;
const jsonForms = ['raw', 'fields', 'columns', 'pretty'] as const;
const levelSteps: readonly (LogLevel | null)[] = [null, 'debug', 'info', 'warn', 'error', 'fatal'];
const aroundSteps: readonly (number | null)[] = [null, 0, 3, 10];

const after = <Item>(items: readonly Item[], item: Item): Item => {
  const next = items[(items.indexOf(item) + 1) % items.length];
  return next === undefined ? item : next;
};

/** `l`: the logs of what is selected, or marked, or named in the palette. */
const openLogs: LogHandler = (model, {argument}) => {
  const {store} = model.cluster;
  const content = model.focused();
  if (argument !== '') {
    const [object, second] = findObjects(store, argument);
    const place = object === undefined ? null : logPlaceOf([object]);
    if (place === null) return model.tell(`nothing with logs is called "${argument}"`, 'warning');
    if (second !== undefined) return model.tell(`"${argument}" fits several; give an id`, 'warning');
    return drillInto(model.session, place);
  }
  const marked = content.kind === 'list' ? [...content.state.marks] : [];
  const objects =
    content.kind === 'list' && marked.length > 0
      ? marked.flatMap(key => content.live.objectAt(content.live.indexOf(key)) ?? [])
      : content.kind === 'text' && 'object' in content.panel.place && content.panel.place.object !== null
        ? [content.panel.place.object]
        : content.kind !== 'text' && content.selected !== null
          ? [content.selected]
          : [];
  const place = logPlaceOf(objects);
  if (place === null) return model.tell('what is selected writes no logs', 'warning');
  drillInto(model.session, place);
};

/** `p`: the logs of the task that was in the slot before. */
const openPreviousLogs: LogHandler = model => {
  const content = model.focused();
  const place = content.panel.place;
  const of =
    content.kind === 'log' && place.kind === 'logs'
      ? place.wish
      : content.kind !== 'text' && content.kind !== 'log' && content.selected !== null
        ? (logPlaceOf([content.selected])?.wish ?? null)
        : null;
  const previous = of === null ? null : previousTaskPlace(of, model.cluster.store);
  if (previous === null) return model.tell('no earlier task is known here', 'warning');
  drillInto(model.session, previous);
};

const chooseLook = (change: (look: LogContent['state']['look']) => Partial<LogContent['state']['look']>) =>
  inLog(({pane}) => pane.choose({look: {...pane.choice.look, ...change(pane.choice.look)}}));

/** What keys do in a log. */
export const logHandlers = {
  'logs.open': openLogs,
  'logs.previous': openPreviousLogs,
  'logs.follow': inLog(({pane}) => pane.follow(!pane.isFollowing)),
  'logs.wrap': chooseLook(({wrap}) => ({wrap: !wrap, left: 0})),
  'logs.time': chooseLook(({time}) => ({time: after(times, time)})),
  'logs.json': chooseLook(({json}) => ({json: after(jsonForms, json)})),
  'logs.fields': inLog(({pane}, model, {argument}) => {
    const fields = argument.split(/[\s,]+/).filter(Boolean);
    const {look} = pane.choice;
    pane.choose({look: {...look, json: look.json === 'raw' ? 'fields' : look.json, fields}});
    model.tell(fields.length === 0 ? 'all fields of JSON lines are shown' : `fields: ${fields.join(', ')}`);
  }),
  'logs.range': inLog(({pane}, model, {key, argument}) => {
    const range = namedRanges[Number(key ?? argument)];
    if (range === undefined) return model.tell('ranges are 0 to 6', 'warning');
    pane.chooseRange(range, Date.now());
  }),
  'logs.mark': inLog(({pane}) => {
    const nowMs = Date.now();
    pane.source.mark(`mark ${new Date(nowMs).toISOString().slice(11, 19)} UTC`, nowMs);
  }),
  'logs.filter': inLog(({pane}, model) => {
    if (pane.choice.search === '')
      return model.tell('search with / first; this then hides all other lines', 'warning');
    pane.choose({around: after(aroundSteps, pane.choice.around)});
  }),
  'logs.level': inLog(({pane}) => pane.choose({least: after(levelSteps, pane.choice.least)})),
  'logs.gone': inLog(({pane}) => pane.choose({hidesGone: !pane.choice.hidesGone})),
  'logs.task': inLog(({pane}, model) => {
    if (pane.split !== null) {
      const {from, count, of} = pane.split;
      if (count === of) return model.tell('all tasks are in view');
      return pane.choose({split: from + count >= of ? 0 : from + count});
    }
    const tasks: readonly (string | null)[] = [null, ...pane.source.tasks];
    const only = after(tasks, pane.choice.only);
    pane.choose({only});
    const origin = {taskId: only ?? '', nodeId: '', serviceId: ''};
    const who = createLogLabels(model.cluster.store).of(origin);
    model.tell(only === null ? 'all tasks' : `only ${who.task === '' ? only : `${who.task}@${who.node}`}`);
  }),
  'logs.split': inLog(({pane}) => pane.choose({split: pane.choice.split === null ? 0 : null, only: null})),
  'logs.pager': inLog((content, model) => void pageLog(content, model)),
} satisfies Readonly<Record<string, LogHandler>>;
