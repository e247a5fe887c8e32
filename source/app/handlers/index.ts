import type {CommandId} from '../../keymap/commands.ts';
import {updateText} from '../../store/session.ts';
import type {ConsoleModel} from '../console-model.ts';
import {findObjects} from '../find-object.ts';
import {actOnAgent} from './acting/agent.ts';
import {change} from './acting/change.ts';
import {create, editConfig, rotate} from './acting/contents.ts';
import {edit} from './acting/edit.ts';
import {drainSafely, failOver} from './acting/failover.ts';
import {activate, demote, drain, label, pause, promote} from './acting/nodes.ts';
import {remove} from './acting/objects.ts';
import {openJournal, openRunning, undo} from './acting/records.ts';
import {openRollout, pauseRollout, resumeRollout} from './acting/rollouts.ts';
import {restart, rollBack, scale, updateImage} from './acting/services.ts';
import {openShell} from './acting/shell.ts';
import {deployStack, exportStackTo} from './acting/stacks.ts';
import {actOnSwarm} from './acting/swarm.ts';
import {focusNext, focusPane, goThroughHistory, setZoom, toggleSplit} from './arranging.ts';
import {chartHandlers, openCharts, openTop} from './charts.ts';
import {changeTheme, openHelp, openPalette, openSettings, quit, suspend, switchMouse} from './general.ts';
import {goHome, goToList} from './going.ts';
import {foldSelected, goToHealth, lookAtHealth} from './health.ts';
import {handleIncident} from './incident.ts';
import {clearMarks, goBack, markRange, sortBy, startFilter, toggleFaults, toggleMark} from './listing.ts';
import {logHandlers} from './logs.ts';
import {
  copyNames,
  copyShown,
  describeNamed,
  goToMatch,
  lookAt,
  openSelected,
  pageShown,
  saveShown,
} from './looking.ts';
import {moveBy, scrollSideways} from './moving.ts';
import {goToTimeline, narrowTimeline, openTimeline} from './timeline.ts';

/** What a command is given: the key that asked for it, and what followed its name in the palette. */
export interface Request {
  readonly key: string | null;
  readonly argument: string;
}
export type Handler = (model: ConsoleModel, request: Request) => void;

/** Actions tell of themselves in dialogs; nobody waits for them here. */
const acting =
  (act: (model: ConsoleModel, argument: string) => Promise<void>): Handler =>
  (model, {argument}) =>
    void act(model, argument);

const toggleWrap: Handler = model => {
  const content = model.focused();
  if (content.kind === 'text')
    updateText(model.session, content.panel.key, text => ({wrap: !text.wrap, left: 0, top: 0}));
};

const openColumns: Handler = model => {
  if (model.focused().kind === 'list') model.session.setState({overlay: {kind: 'columns', index: 0}});
};

/** What each command does. A command without a handler does not compile. */
export const handlers: Readonly<Record<CommandId, Handler>> = {
  'app.palette': openPalette,
  'app.help': openHelp,
  'app.refresh': model => {
    model.refresh();
    model.tell('asked the engine for everything again');
  },
  'app.quit': quit,
  'app.settings': openSettings,
  'app.theme': (model, {argument}) => changeTheme(model, argument),
  'app.suspend': suspend,
  'view.mouse': (model, {argument}) => switchMouse(model, argument),
  'app.repaint': model => model.repaint(),
  'app.incident': acting(handleIncident),

  'go.overview': goHome,
  'go.services': (model, {argument}) => goToList(model, 'services', argument),
  'go.nodes': (model, {argument}) => goToList(model, 'nodes', argument),
  'go.tasks': (model, {argument}) => goToList(model, 'tasks', argument),
  'go.stacks': (model, {argument}) => goToList(model, 'stacks', argument),
  'go.containers': (model, {argument}) => goToList(model, 'containers', argument),
  'go.networks': (model, {argument}) => goToList(model, 'networks', argument),
  'go.volumes': (model, {argument}) => goToList(model, 'volumes', argument),
  'go.secrets': (model, {argument}) => goToList(model, 'secrets', argument),
  'go.configs': (model, {argument}) => goToList(model, 'configs', argument),
  'go.events': (model, {argument}) => goToList(model, 'events', argument),
  'go.health': (model, {argument}) => goToHealth(model, argument),
  'look.health': lookAtHealth,
  'health.fold': foldSelected,
  'go.timeline': (model, {argument}) => goToTimeline(model, argument),
  'go.contexts': (model, {argument}) => goToList(model, 'contexts', argument),

  'move.down': model => moveBy(model, 'down'),
  'move.up': model => moveBy(model, 'up'),
  'move.top': model => moveBy(model, 'first'),
  'move.bottom': model => moveBy(model, 'last'),
  'move.pageDown': model => moveBy(model, 'page-down'),
  'move.pageUp': model => moveBy(model, 'page-up'),
  'move.left': model => scrollSideways(model, -8),
  'move.right': model => scrollSideways(model, 8),

  'look.open': openSelected,
  'look.describe': (model, {argument}) =>
    argument === ''
      ? lookAt(model, 'describe')
      : describeNamed(model, argument, name => findObjects(model.cluster.store, name)),
  'look.yaml': model => lookAt(model, 'yaml'),
  'look.why': model => lookAt(model, 'why'),
  'look.usedBy': model => lookAt(model, 'used-by'),
  'look.timeline': openTimeline,
  'timeline.kind': model => narrowTimeline(model, 'kind'),
  'timeline.severity': model => narrowTimeline(model, 'severity'),
  'look.copy': copyShown,
  'look.copyName': copyNames,
  'look.save': (model, {argument}) => saveShown(model, argument === '' ? null : argument),
  'look.pager': model => void pageShown(model),
  'look.wrap': toggleWrap,
  'look.nextMatch': model => goToMatch(model, 1),
  'look.previousMatch': model => goToMatch(model, -1),

  'list.filter': startFilter,
  'list.back': goBack,
  'list.mark': toggleMark,
  'list.markRange': markRange,
  'list.clearMarks': clearMarks,
  'list.sort': (model, {key, argument}) =>
    sortBy(model, argument === '' && key !== null ? {letter: key} : {column: argument}),
  'list.columns': openColumns,
  'list.faults': toggleFaults,

  'panes.next': model => focusNext(model, 1),
  'panes.previous': model => focusNext(model, -1),
  'panes.one': model => focusPane(model, 0),
  'panes.two': model => focusPane(model, 1),
  'panes.three': model => focusPane(model, 2),
  'panes.split': toggleSplit,
  'panes.zoom': model => setZoom(model, true),
  'panes.unzoom': model => setZoom(model, false),
  'history.back': model => goThroughHistory(model, 'earlier'),
  'history.forward': model => goThroughHistory(model, 'later'),

  ...logHandlers,
  'metrics.open': (model, {argument}) => openCharts(model, argument),
  'metrics.top': (model, {argument}) => openTop(model, argument),
  ...chartHandlers,

  'service.scale': acting(scale),
  'service.restart': acting(restart),
  'service.image': acting(updateImage),
  'service.rollback': acting(rollBack),
  'service.rollout': (model, {argument}) => openRollout(model, argument),
  'rollout.pause': acting(pauseRollout),
  'rollout.resume': acting(resumeRollout),
  'service.change': acting(change),
  'object.edit': acting(edit),
  'object.remove': acting(remove),
  'node.drain': acting(drain),
  'node.activate': acting(activate),
  'node.pause': acting(pause),
  'node.labels': acting(label),
  'node.promote': acting(promote),
  'node.demote': acting(demote),
  'node.drainSafely': acting(drainSafely),
  'swarm.failover': acting(failOver),
  'swarm.act': acting(actOnSwarm),
  'agent.act': acting(actOnAgent),
  'task.shell': acting(openShell),
  'object.rotate': acting(rotate),
  'object.create': acting(create),
  'config.edit': acting(editConfig),
  'stack.deploy': acting(deployStack),
  'stack.export': (model, {argument}) => void exportStackTo(model, argument),
  'act.undo': acting(undo),
  'act.journal': (model, {argument}) => openJournal(model, argument),
  'act.running': openRunning,
};
