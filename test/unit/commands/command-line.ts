import meow from 'meow';
import type {TakeSnapshot} from '../../../source/cluster/cluster.ts';
import type {ReadLogs} from '../../../source/cluster/read-logs.ts';
import {parserOptions} from '../../../source/commands/arguments/parser-options.ts';
import {type Request, readArguments} from '../../../source/commands/arguments/read-arguments.ts';
import type {CommandPorts} from '../../../source/commands/command.ts';
import {refuseUsage, runCommand} from '../../../source/commands/run-command.ts';
import {checkSettings} from '../../../source/config/read-settings.ts';
import type {ClusterStore} from '../../../source/store/cluster-store.ts';
import {createHealthBook} from '../../../source/store/health/health-book.ts';
import {createMetricsStore} from '../../../source/store/metrics/create-metrics-store.ts';
import {readingOf} from '../../builders/fake-logs.ts';
import {nowMs} from '../../builders/objects.ts';

/** A command line as the program would understand it. */
export function parse(argv: readonly string[]): Request {
  const {input, flags} = meow({...parserOptions(argv, '1.2.3'), importMeta: import.meta});
  return readArguments({input, flags});
}

/** What a run printed and how it ended. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A snapshot of a store, as an open engine would give it. */
export const snapshotOf =
  (store: ClusterStore, inspect: unknown = {}, readLogs: ReadLogs = readingOf()): TakeSnapshot =>
  async () => ({
    store,
    health: createHealthBook(),
    tryProbes: async () => undefined,
    reports: [],
    metrics: createMetricsStore(),
    endpoint: {
      context: 'default',
      host: 'unix:///var/run/docker.sock',
      transport: {kind: 'unix', path: '/var/run/docker.sock'},
      why: 'default socket',
    },
    openExec: () => Promise.reject(new Error('this test has no containers')),
    inspect: async () => inspect,
    readLogs,
    close: () => undefined,
  });

/** Runs a command line with ports of its own: piped, no colours, the tests' moment. */
export async function run(argv: readonly string[], ports: Partial<CommandPorts> = {}): Promise<Run> {
  let out = '';
  let err = '';
  const all: CommandPorts = {
    takeSnapshot: () => Promise.reject(new Error('this test has no engine')),
    openForActions: () => Promise.reject(new Error('this test has no engine')),
    editText: () => Promise.reject(new Error('nobody is there to edit')),
    openIncidents: () => Promise.reject(new Error('this test has no folder for incidents')),
    openTimeline: () => Promise.reject(new Error('this test has no timeline')),
    readJournal: async () => ({list: () => [], readFault: () => null}),
    readContents: () => Promise.reject(new Error('there is no such file')),
    askPerson: () => Promise.reject(new Error('nobody is there to be asked')),
    listContexts: async () => [],
    readSettings: () => checkSettings('settings.json', '{}'),
    drawTable: async rows => `${JSON.stringify(rows)}\n`,
    askTerminal: async () => ({
      asking: 'answered',
      background: 'dark',
      hasSynchronizedOutput: true,
      hasKittyKeyboard: true,
      version: 'XTerm(380)',
    }),
    terminal: {
      outputIsTerminal: false,
      inputIsTerminal: false,
      columns: null,
      rows: null,
      env: {},
      platform: 'linux',
      nodeVersion: '24.0.0',
    },
    beAgent: () => Promise.reject(new Error('this test has no agent')),
    runDemo: () => Promise.reject(new Error('this test has no demo')),
    nowMs: () => nowMs,
    onInterrupt: () => () => undefined,
    attach: () => Promise.reject(new Error('this test has no terminal')),
    runChild: () => Promise.reject(new Error('this test has no terminal')),
    ...ports,
    out: text => {
      out += text;
    },
    err: text => {
      err += text;
    },
  };
  const request = parse(argv);
  if (request.kind === 'wrong') {
    return {code: refuseUsage(request, all), out, err};
  }
  if (request.kind !== 'command') {
    throw new Error(`${request.kind} runs no command`);
  }
  const code = await runCommand(request, all);
  return {code, out, err};
}
