import {afterEach} from 'vitest';
import type {Runner} from '../../source/actions/run/runner.ts';
import {type Console, type ConsoleParts, createConsole} from '../../source/app/create-console.ts';
import {startReader} from '../../source/app/reader/start-reader.ts';
import {Root} from '../../source/app/root.tsx';
import type {ThemeChoice} from '../../source/app/themes/theme-choice.ts';
import type {Cluster} from '../../source/cluster/cluster.ts';
import type {ReadLogs} from '../../source/cluster/read-logs.ts';
import {checkSettings} from '../../source/config/read-settings.ts';
import type {Settings} from '../../source/config/settings.ts';
import type {Connection} from '../../source/domain/connection.ts';
import type {DockerContext} from '../../source/engine/endpoint.ts';
import {bindings} from '../../source/keymap/bindings.ts';
import {commands} from '../../source/keymap/commands.ts';
import {applyOverrides} from '../../source/keymap/overrides.ts';
import type {Change} from '../../source/store/changes.ts';
import type {ClusterStore} from '../../source/store/cluster-store.ts';
import {createHealthBook} from '../../source/store/health/health-book.ts';
import {createMetricsStore} from '../../source/store/metrics/create-metrics-store.ts';
import type {MetricsStore} from '../../source/store/metrics/metrics-store.ts';
import {systemTimers, type Timers} from '../../source/terminal/frame-clock.ts';
import {plainTheme} from '../../source/ui/theme-resolve.ts';
import {aCluster} from '../builders/cluster.ts';
import {anEndpoint} from '../builders/fake-engine.ts';
import {readingOf} from '../builders/fake-logs.ts';
import {noHealthSources} from '../builders/health.ts';
import {anIdleRunner} from '../builders/idle-runner.ts';
import {type Harness, renderScreen} from './harness.tsx';

export interface ConsoleHarness extends Harness {
  readonly console: Console;
  readonly store: ClusterStore;
  /** Tells the store something, as a feed does, and waits for the screen. */
  tell(...changes: readonly Change[]): Promise<void>;
  /** Settings that were to be kept, oldest first. */
  readonly saved: readonly Partial<Settings>[];
  readonly switchedTo: readonly string[];
  readonly inspected: readonly string[];
  readonly refreshes: () => number;
}

const connected: Connection = {
  context: 'default',
  host: 'tcp://10.0.0.1:2375',
  why: '--host',
  phase: 'connected',
  sinceMs: 0,
  membership: {kind: 'manager'},
  trouble: null,
  attempt: 0,
  nextAttemptMs: null,
  moved: null,
};

const contexts: readonly DockerContext[] = [
  {
    name: 'default',
    description: 'the default one',
    host: 'unix:///run/docker.sock',
    current: true,
    problem: null,
  },
  {name: 'homelab', description: '', host: 'ssh://admin@node-1', current: false, problem: null},
];

/** Two names, and no colours whichever is chosen. */
const plainThemes: ThemeChoice = {
  look: () => plainTheme,
  lookOf: () => plainTheme,
  choose: name => (name === 'dark' || name === 'light' ? null : `there is no theme "${name}"`),
  reload: () => null,
  options: () => ['dark', 'light'].map(name => ({name, about: `the ${name} one`})),
  close: () => undefined,
};

/** The whole console on a store that a test fills, on an emulated terminal. */
export const renderConsole = async (
  store: ClusterStore,
  options: {
    readonly columns?: number;
    readonly rows?: number;
    /** Without one, nothing is connected that could be changed. */
    readonly runner?: Runner;
    readonly backUpRaft?: NonNullable<ConsoleParts['backUpRaft']>;
    readonly raw?: unknown;
    readonly readLogs?: ReadLogs;
    /** What the engine answers to an inspection; rejects as it does. */
    readonly inspect?: (kind: string, id: string) => Promise<unknown>;
    /** How switching to a context goes. */
    readonly switching?: (name: string) => Promise<void>;
    readonly contexts?: () => readonly DockerContext[];
    /** The text of the settings file. */
    readonly settings?: string;
    readonly save?: () => Promise<never>;
    readonly env?: Readonly<Record<string, string>>;
    /** Without them everything is painted without colours. */
    readonly themes?: ThemeChoice;
    readonly metrics?: MetricsStore;
    /** Without one nothing is recorded. */
    readonly timeline?: NonNullable<ConsoleParts['timeline']>;
    /** Without it no incident can be recorded. */
    readonly incidents?: NonNullable<ConsoleParts['incidents']>;
    /** Of the screen reader's mode. */
    readonly timers?: Timers;
  } = {},
): Promise<ConsoleHarness> => {
  const switchedTo: string[] = [];
  const inspected: string[] = [];
  const saved: Partial<Settings>[] = [];
  let refreshes = 0;
  const cluster: Cluster = {
    store,
    metrics: options.metrics ?? createMetricsStore(),
    health: createHealthBook(),
    healthSources: noHealthSources,
    endpoint: anEndpoint(),
    async inspect(kind, id) {
      inspected.push(`${kind} ${id}`);
      if (options.inspect !== undefined) return options.inspect(kind, id);
      return options.raw ?? {ID: id, Spec: {Name: 'from the engine'}};
    },
    refresh() {
      refreshes += 1;
    },
    readLogs: options.readLogs ?? readingOf(),
    setInView: () => undefined,
    contexts: async () => options.contexts?.() ?? contexts,
    async switchContext(name) {
      switchedTo.push(name);
      await options.switching?.(name);
    },
    traffic: {requests: 0, bytes: 0},
    close: () => undefined,
  };
  store.applyChanges([{kind: 'connection', connection: connected}], Date.now());
  const harness = await renderScreen(
    null,
    {columns: options.columns ?? 120, rows: options.rows ?? 40},
    options.env,
  );
  const {settings} = checkSettings('settings.json', options.settings ?? '{}');
  const console = createConsole({
    cluster,
    runner: options.runner ?? anIdleRunner(store),
    ...(options.backUpRaft === undefined ? {} : {backUpRaft: options.backUpRaft}),
    ...(options.timeline === undefined ? {} : {timeline: options.timeline}),
    ...(options.incidents === undefined ? {} : {incidents: options.incidents}),
    terminal: harness.terminal,
    size: () => harness.terminal.size,
    bindings: applyOverrides(bindings, settings.keys, commands).bindings,
    settings,
    settingsFile: 'settings.json',
    settingsFaults: [],
    async save(changes) {
      saved.push(changes);
      return options.save?.() ?? {kind: 'saved'};
    },
    themes: options.themes ?? plainThemes,
    repaint: () => undefined,
    quit: () => void harness.terminal.close(),
  });
  const {terminal} = harness;
  const stopReading = terminal.isScreenReader
    ? startReader({console, terminal, timers: options.timers ?? systemTimers})
    : () => undefined;
  if (!terminal.isScreenReader) terminal.render(<Root console={console} />);
  await harness.settle();
  return {
    ...harness,
    console,
    store,
    saved,
    switchedTo,
    inspected,
    refreshes: () => refreshes,
    async tell(...changes) {
      store.applyChanges(changes, Date.now());
      await harness.settle();
    },
    async close() {
      stopReading();
      console.close();
      await harness.close();
    },
  };
};

/** Opens consoles for one test file and closes the last one after each test. */
export const consolesOfTests = (): typeof renderConsole => {
  let screen: ConsoleHarness | null = null;
  afterEach(async () => {
    await screen?.close();
    screen = null;
  });
  return async (...args) => {
    screen = await renderConsole(...args);
    return screen;
  };
};

/** Three services on three managers and two workers, all well. */
export const shop = () =>
  aCluster()
    .withManagers(3)
    .withWorkers(2)
    .withService('api', 2)
    .withService('billing')
    .withService('web', 3);
