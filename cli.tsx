import {isatty} from 'node:tty';
import meow from 'meow';
import {parserOptions} from './source/commands/arguments/parser-options.ts';
import {type Request, readArguments} from './source/commands/arguments/read-arguments.ts';
import type {CommandOptions, CommandPorts} from './source/commands/command.ts';
import {refuseUsage, reportFailure, runCommand} from './source/commands/run-command.ts';
import {findPlaces} from './source/config/places.ts';
import {readSettings} from './source/config/read-settings.ts';
import {traceOf} from './source/terminal/life/exit-codes.ts';
import {createLogFile} from './source/terminal/life/log-file.ts';

declare global {
  namespace NodeJS {
    interface ProcessEnv {
      /** Put in by the build, which knows package.json. */
      readonly MEDIANEST_VERSION?: string;
    }
  }
}

const version = process.env.MEDIANEST_VERSION ?? 'development';
// Not stdin and stderr: to name them is to open them, and most commands need neither.
const {stdout, env} = process;
const places = findPlaces(env);

const ports: CommandPorts = {
  takeSnapshot: async options => (await import('./source/cluster/take-snapshot.ts')).takeSnapshot(options),
  openForActions: async options =>
    (await import('./source/cluster/open-for-actions.ts')).openForActions({
      ...options,
      stateFolder: places.stateFolder,
    }),
  openIncidents: async () =>
    (await import('./source/cluster/incident/incident-desk.ts')).openIncidentDesk(
      places.stateFolder,
      Date.now,
    ),
  openTimeline: async clusterId =>
    (await import('./source/cluster/timeline/open-timeline.ts')).openTimeline(places.stateFolder, clusterId),
  readJournal: async () =>
    (await import('./source/cluster/open-for-actions.ts')).journalIn(places.stateFolder),
  readContents: async path => (await import('./source/commands/act/read-contents.ts')).readContents(path),
  askPerson: async (question, how) =>
    (await import('./source/commands/act/ask-person.ts')).askPerson(question, how),
  async editText(text, name) {
    const [{editText}, {runChild}] = await Promise.all([
      import('./source/terminal/child/edit-text.ts'),
      import('./source/terminal/child/run-child.ts'),
    ]);
    return editText({text, name, env}, child => runChild(child, new Promise(() => {})));
  },
  listContexts: async () => (await import('./source/cluster/docker-contexts.ts')).dockerContexts(),
  readSettings: () => readSettings(places.settingsFile),
  terminal: {
    outputIsTerminal: stdout.isTTY === true,
    inputIsTerminal: isatty(0),
    columns: stdout.isTTY ? stdout.columns : null,
    rows: stdout.isTTY ? stdout.rows : null,
    env,
    platform: process.platform,
    nodeVersion: process.versions.node,
  },
  askTerminal: async () =>
    (await import('./source/terminal/probe/ask-once.ts')).askOnce(process.stdin, stdout, env),
  drawTable: async (rows, columns) =>
    (await import('./source/ui/static-table.tsx')).staticTable(rows, columns),
  beAgent: async how => (await import('./source/agent/start-agent.ts')).startAgent(how),
  runDemo,
  out: text => stdout.write(text),
  err: text => process.stderr.write(text),
  nowMs: Date.now,
  onInterrupt(call) {
    process.once('SIGINT', call);
    return () => process.off('SIGINT', call);
  },
  attach: async (session, isTerminal) =>
    (await import('./source/terminal/child/attach-own.ts')).attachOwn(session, isTerminal),
  runChild: async (file, args, onErrors) =>
    (await import('./source/terminal/child/run-child.ts')).runChild(
      {file, args, onErrors},
      new Promise(() => {}),
    ),
};

async function run(request: Request): Promise<number> {
  switch (request.kind) {
    case 'version':
      ports.out(`${version}\n`);
      return 0;
    case 'wrong':
      return refuseUsage(request, ports);
    case 'command':
      return runCommand(request, ports);
    case 'console':
      return (await import('./source/app/run-console.ts')).runConsole(request.options, ports.err);
  }
}

async function runDemo(options: CommandOptions, demoArguments: readonly string[]): Promise<number> {
  const {serve, ...demo} = options.demo;
  if (serve === null)
    return (await import('./source/app/run-console.ts')).runDemo(options, demoArguments, ports.err);
  const {serveDemo, endOfProcess} = await import('./source/simulator/demo/serve-demo.ts');
  await serveDemo({...demo, serve}, {out: ports.out, ended: endOfProcess()});
  return 0;
}

function parse(argv: readonly string[]): Request {
  try {
    const {input, flags} = meow({...parserOptions(argv, version), importMeta: import.meta});
    return readArguments({input, flags});
  } catch (error) {
    return {kind: 'wrong', command: null, message: error instanceof Error ? error.message : String(error)};
  }
}

/** Ends at once: an open connection must not keep a finished command. Pipes are written before, also on slow readers. */
const exit = (code: number) =>
  stdout.write('', error => {
    // What could not be written ends below, where it is told.
    if (error === null || error === undefined) process.exit(code);
  });

// The reader has seen enough (`| head -1`): that is no fault.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  ports.err(`medianest: the answer could not be written: ${error.message}\n`);
  process.exit(3);
});

try {
  exit(await run(parse(process.argv.slice(2))));
} catch (error) {
  const code = reportFailure('medianest', error, ports);
  if (code === null) {
    const trace = traceOf(error);
    createLogFile(places.logFile).write(trace);
    ports.err(`medianest: a fault of its own: ${trace.split('\n')[0]}\nThe trace is in ${places.logFile}.\n`);
  }
  exit(code ?? 70);
}
