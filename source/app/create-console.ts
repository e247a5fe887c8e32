import {createStore} from 'zustand/vanilla';
import type {Runner} from '../actions/run/runner.ts';
import type {Cluster} from '../cluster/cluster.ts';
import type {IncidentDesk} from '../cluster/incident/incident-desk.ts';
import type {RaftBackup} from '../cluster/raft-backup.ts';
import type {SwarmTimeline} from '../cluster/timeline/swarm-timeline.ts';
import type {SaveOutcome} from '../config/save-settings.ts';
import type {Settings} from '../config/settings.ts';
import type {Binding} from '../keymap/command.ts';
import type {CommandId} from '../keymap/commands.ts';
import type {Place} from '../panes/pane.ts';
import {createListPanes} from '../panes/registry.ts';
import {createSession} from '../store/session.ts';
import type {Terminal, TerminalSize} from '../terminal/terminal.ts';
import type {Line} from '../ui/span.ts';
import {textField} from '../ui/text-field.ts';
import type {ResolvedTheme} from '../ui/theme-resolve.ts';
import {createActing} from './acting/acting.ts';
import {recordPage} from './acting/record-lines.ts';
import {createChartViews} from './charts/chart-views.ts';
import {followCluster} from './console/follow-cluster.ts';
import {followFigures} from './console/follow-figures.ts';
import {followHealth} from './console/follow-health.ts';
import {createKnownContexts} from './console/known-contexts.ts';
import {createKnownRecords} from './console/known-records.ts';
import {lookAtLeftovers} from './console/look-at-leftovers.ts';
import {createRepaints} from './console/repaints.ts';
import {runRolloutClock} from './console/rollout-clock.ts';
import {createScreenNow} from './console/screen-now.ts';
import {createSettingsInUse} from './console/settings-in-use.ts';
import {createTimers} from './console/timers.ts';
import type {ConsoleModel, Typing} from './console-model.ts';
import {demoNote} from './demo/demo-note.ts';
import {dialogArea} from './dialogs/dialog-area.ts';
import {createDialogs} from './dialogs/dialogs.ts';
import {keepIncidents} from './incidents/incident-keeper.ts';
import {createLiveLists} from './live-lists.ts';
import {createLogTails} from './log-tails.ts';
import {createLogPanes} from './logs/log-panes.ts';
import type {Demo} from './open-for-console.ts';
import {previewedTheme} from './palette-choice.ts';
import {home, placeKey} from './places.ts';
import {createRawObjects} from './raw-objects.ts';
import {followRollouts} from './rollouts/follow-rollouts.ts';
import type {ThemeChoice} from './themes/theme-choice.ts';
import {createTimelineView} from './timeline/timeline-view.ts';

export interface ConsoleParts {
  readonly cluster: Cluster;
  /** Changes that cluster. */
  readonly runner: Runner;
  /** What happens in it, written down. */
  readonly timeline?: SwarmTimeline;
  /** Absent: nothing is connected whose state could be copied. */
  readonly backUpRaft?: () => Promise<RaftBackup>;
  readonly terminal: Pick<
    Terminal,
    'copy' | 'handOver' | 'stopToShell' | 'schedule' | 'hasMouse' | 'setMouse' | 'isGiven' | 'isScreenReader'
  >;
  readonly size: () => TerminalSize;
  readonly bindings: readonly Binding<CommandId>[];
  readonly settings: Settings;
  readonly settingsFile: string;
  readonly settingsFaults: readonly string[];
  readonly save: (changes: Partial<Settings>) => Promise<SaveOutcome>;
  readonly themes: ThemeChoice;
  /** Where incidents are recorded; null or absent: nowhere. */
  readonly incidents?: IncidentDesk | null;
  /** The simulated swarm that it was opened on. */
  readonly demo?: Demo | null;
  readonly repaint: () => void;
  readonly quit: () => void;
}

/** The running console apart from its looks: what is on the screen, and what is done to it. */
export interface Console extends ConsoleModel {
  /** Called, with the frame clock, when something on the screen may have changed. */
  subscribe(listener: () => void): () => void;
  /** Changes whenever something on the screen may have. */
  version(): number;
  nowMs(): number;
  /** The rows above the panes. */
  header(): readonly Line[];
  /** The theme on the screen: the one that is being looked at in the palette, else the chosen one. */
  look(): ResolvedTheme;
  /** Paints anew, after the chosen theme came to look otherwise. */
  lookChanged(): void;
  close(): void;
}

/** Wires what the console is made of; each part is a file of `console/`. */
export const createConsole = (parts: ConsoleParts): Console => {
  const {cluster, terminal} = parts;
  const {store} = cluster;
  const session = createSession<Place>(home, parts.settings.layout.split !== 'off');
  const typing = createStore<Typing>(() => ({
    field: textField(),
    chosen: -1,
    paletteHistory: [],
    filterHistory: [],
  }));
  const tell: Console['tell'] = (text, level = 'info') => session.setState({message: {text, level}});

  const repaints = createRepaints(terminal);
  const settings = createSettingsInUse(parts.settings, {
    keep: parts.save,
    onChange() {
      lists.clear();
      repaints.changed();
    },
    onRefused: text => tell(text, 'warning'),
  });
  const contexts = createKnownContexts(cluster, () => {
    lists.forget('contexts');
    repaints.changedLater();
  });
  const records = createKnownRecords(parts.runner.journal, () => {
    lists.forget('journal');
    repaints.changedLater();
  });
  const timers = createTimers();
  const timeline = createTimelineView(parts.timeline ?? null, {
    ...{cluster, session, tell, after: timers.after, onEntries: repaints.changedLater},
    onRows: touched => lists.apply(touched),
  });
  const panes = createListPanes(contexts.all, records.rows, records.fault, cluster, timeline.rows);
  const lists = createLiveLists({
    ...{store, panes, settings: settings.get},
    nextTurn: setImmediate,
    after: timers.after,
    onMore: repaints.changedLater,
  });
  const raw = createRawObjects(cluster, repaints.changedLater);
  const tails = createLogTails(cluster, repaints.changedLater);
  const logs = createLogPanes({
    ...{cluster: {store, readLogs: timeline.readLogs}, onChange: repaints.changedLater},
    limitBytes: parts.settings.logs.memoryMb * 1_024 * 1_024,
    nowMs: Date.now,
  });
  const {bindings, size, settingsFile, settingsFaults} = parts;
  const {changed, changedLater} = repaints;
  const dialogs = createDialogs({size: () => dialogArea(size()), changed});
  const acting = createActing({
    ...{dialogs, changed, changedLater, tell},
    runner: parts.runner,
    journalled: records.loadAgain,
    after: timers.after,
    nowMs: Date.now,
  });
  const rollouts = followRollouts({
    ...{store, session, dialogs, terminal, changedLater, tell, batches: acting.batches},
    ...{nowMs: Date.now, after: timers.after, mayOpen: () => settings.get().openRollouts},
  });
  const charts = createChartViews({changed, changedLater, history: () => cluster.healthSources.history});
  const incidents = keepIncidents(parts.incidents ?? null, {
    ...{cluster, changed: changedLater, nowMs: Date.now, after: timers.after},
  });
  const {runner} = parts;
  const stopLooking = lookAtLeftovers({store, tell, runner, journalled: records.loadAgain});
  const screen = createScreenNow({
    ...{
      store,
      metrics: cluster.metrics,
      charts,
      journal: records.rows,
      health: () => ({book: cluster.health, whyNoProbes: cluster.healthSources.whyNoProbes}),
      session,
      lists,
      raw,
      tails,
      recent: timeline.recent,
      logs,
      repaints,
      batches: acting.batches,
      begun: rollouts.begun,
      locked: parts.runner.locked,
    },
    record: id => recordPage(records.all(), id),
    ...{size, bindings, settings: settings.get, settingsFile, settingsFaults},
    demoNote: () => demoNote(parts.demo ?? null, store.connection.host),
    incidentNote: () => incidents?.note() ?? [],
  });
  const stops = [
    followCluster({cluster, session, screen, lists, raw, repaints, terminal, dialogs}),
    charts.stop,
    followFigures({
      ...{screen, lists, repaints, terminal, metrics: cluster.metrics},
      ...{after: timers.after, nowMs: Date.now},
    }),
    followHealth({cluster, session, changedLater, after: timers.after}),
    runRolloutClock(session, timers.after, changedLater),
    session.subscribe(({trail}) => logs.keep(new Set(trail.map(placeKey)))),
    typing.subscribe(repaints.changed),
    rollouts.stop,
    stopLooking,
  ];

  const look = (): ResolvedTheme => {
    const preview = previewedTheme(model);
    return (preview === null ? null : parts.themes.lookOf(preview)) ?? parts.themes.look();
  };
  const model: Console = {
    ...{cluster, session, terminal, look, tell, bindings},
    lookChanged: repaints.changedLater,
    settings: settings.get,
    saveSettings: settings.save,
    typing: {get: typing.getState, set: part => typing.setState(part)},
    themes: parts.themes,
    charts,
    reloadContexts: contexts.load,
    reloadJournal: records.load,
    refresh() {
      raw.refresh();
      contexts.load();
      records.load();
      cluster.refresh();
    },
    contextNames: () => contexts.all().map(context => context.name),
    contents: screen.contents,
    focused: screen.focused,
    paneCount: screen.paneCount,
    header: screen.header,
    ...{dialogs, acting, act: acting.act, ask: acting.ask, begun: rollouts.begun, incidents},
    backUpRaft: parts.backUpRaft ?? (async () => ({kind: 'impossible', reason: 'no engine is connected'})),
    noteInput: rollouts.noteInput,
    repaint: parts.repaint,
    quit: parts.quit,
    subscribe: repaints.subscribe,
    version: repaints.version,
    nowMs: repaints.nowMs,
    close() {
      repaints.stop();
      timers.stop();
      for (const stop of stops) stop();
      timeline.close();
      incidents?.close();
      tails.clear();
      logs.clear();
      lists.clear();
    },
  };
  return model;
};
