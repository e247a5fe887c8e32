import {EventEmitter} from 'node:events';
import {PassThrough, Writable} from 'node:stream';
import {createConsole} from '../../../source/app/create-console.ts';
import {Root} from '../../../source/app/root.tsx';
import {createThemeChoice} from '../../../source/app/themes/theme-choice.ts';
import type {Cluster} from '../../../source/cluster/cluster.ts';
import {checkSettings} from '../../../source/config/read-settings.ts';
import {bindings} from '../../../source/keymap/bindings.ts';
import type {ClusterStore} from '../../../source/store/cluster-store.ts';
import {createHealthBook} from '../../../source/store/health/health-book.ts';
import {createMetricsStore} from '../../../source/store/metrics/create-metrics-store.ts';
import type {MetricsStore} from '../../../source/store/metrics/metrics-store.ts';
import {startTerminal} from '../../../source/terminal/start-terminal.tsx';
import {anEndpoint} from '../../builders/fake-engine.ts';
import {readingOf} from '../../builders/fake-logs.ts';
import {noHealthSources} from '../../builders/health.ts';
import {anIdleRunner} from '../../builders/idle-runner.ts';

/** A terminal that takes everything at once and notes when. */
class Sink extends Writable {
  readonly isTTY = true;
  readonly columns: number;
  readonly rows: number;
  writes = 0;
  bytes = 0;
  lastMs = 0;
  /** Sees all that is written. */
  onText: ((text: string) => void) | null = null;

  constructor(columns: number, rows: number) {
    super({decodeStrings: false});
    this.columns = columns;
    this.rows = rows;
  }

  override _write(chunk: Buffer | string, _encoding: string, done: () => void): void {
    this.lastMs = performance.now();
    this.writes += 1;
    this.bytes += chunk.length;
    this.onText?.(chunk.toString());
    done();
  }
}

/** The whole console on a store, with hands on its keyboard, as the product puts it together. */
export interface ConsoleInProcess {
  readonly sink: Sink;
  press(bytes: string): void;
  /** Paints what was changed, as the next frame does. */
  paint(): Promise<void>;
  close(): Promise<void>;
}

const nothing = () => undefined;

export function startInProcess(
  store: ClusterStore,
  size: {readonly columns: number; readonly rows: number},
  themes: string,
  metrics: MetricsStore = createMetricsStore(),
): ConsoleInProcess {
  const sink = new Sink(size.columns, size.rows);
  const stdin = Object.assign(new PassThrough(), {isTTY: true, setRawMode: nothing});
  const terminal = startTerminal({
    stdin,
    stdout: sink,
    stderr: process.stderr,
    env: {TERM: 'xterm-256color', LANG: 'en_US.UTF-8', MEDIANEST_RENDERER: process.env['MEDIANEST_RENDERER']},
    log: {path: '', write: text => void process.stderr.write(`${text}\n`)},
    process: Object.assign(new EventEmitter(), {kill: nothing}),
    exit: code => process.exit(code),
  });
  const choice = createThemeChoice({folders: [themes], terminal, watch: () => nothing, changed: nothing});
  const problem = choice.choose('dark');
  if (problem !== null) throw new Error(problem);
  const cluster: Cluster = {
    store,
    metrics,
    health: createHealthBook(),
    healthSources: noHealthSources,
    endpoint: anEndpoint(),
    inspect: async () => ({}),
    readLogs: readingOf(),
    refresh: nothing,
    setInView: nothing,
    contexts: async () => [],
    switchContext: async () => undefined,
    traffic: {requests: 0, bytes: 0},
    close: nothing,
  };
  const console = createConsole({
    cluster,
    runner: anIdleRunner(store),
    terminal,
    size: () => terminal.size,
    bindings,
    settings: checkSettings('settings.json', '{}').settings,
    settingsFile: 'settings.json',
    settingsFaults: [],
    save: async () => ({kind: 'saved'}),
    themes: choice,
    repaint: nothing,
    quit: nothing,
  });
  terminal.render(<Root console={console} />);
  return {
    sink,
    press: bytes => void stdin.write(bytes),
    paint: () => terminal.waitUntilPainted(),
    async close() {
      console.close();
      choice.close();
      await terminal.close();
    },
  };
}
