import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {attachLab, type Lab, startLab} from '../lab/lab.ts';
import {measureActions} from './actions/measure-actions.ts';
import {measureAgent} from './agent/measure-agent.ts';
import {type BenchSwarm, prepareSwarm} from './bench-swarm.ts';
import {budgetTable} from './budget-table.ts';
import type {Measured} from './figure.ts';
import {measureFrames} from './frames/measure-frames.ts';
import {measureMemory} from './frames/measure-memory.ts';
import {measureMetrics} from './frames/measure-metrics.ts';
import {measureLogs} from './logs/measure-logs.ts';
import {measureRealLogs} from './logs/measure-real-logs.ts';
import {measureChanges} from './measure-changes.ts';
import {measureCommands} from './measure-commands.ts';
import {measureDecoding} from './measure-decoding.ts';
import {measureRest} from './measure-rest.ts';
import {measureStart} from './measure-start.ts';
import {measureStore} from './measure-store.ts';
import {measureScale} from './scale/measure-scale.ts';
import {surroundings} from './surroundings.ts';
import {between, markdown, plainTable, rowsOf} from './tables.ts';
import {measureBytes} from './terminal/measure-bytes.ts';
import {measureKeys} from './terminal/measure-keys.ts';
import {measureSlowLine} from './terminal/measure-slow-line.ts';

const onSwarm: Readonly<Record<string, (swarm: BenchSwarm) => Promise<Measured>>> = {
  start: measureStart,
  changes: measureChanges,
  rest: measureRest,
  commands: measureCommands,
  actions: measureActions,
  agent: measureAgent,
  'real-logs': measureRealLogs,
};
const alone: Readonly<Record<string, () => Promise<Measured>>> = {
  store: measureStore,
  decoding: measureDecoding,
  frames: measureFrames,
  keys: measureKeys,
  bytes: measureBytes,
  line: measureSlowLine,
  memory: measureMemory,
  metrics: measureMetrics,
  scale: measureScale,
  logs: measureLogs,
};
const names = [...Object.keys(onSwarm), ...Object.keys(alone)];
const document = join(import.meta.dirname, '..', '..', 'docs', 'performance.md');

const usage = `npm run bench -- [--only ${names.join(',')}] [--lab ID] [--dry]
  --only   some of the measurements; the document keeps the figures of the others
  --lab    a lab of five nodes that is up, with nothing else on it, instead of one of its own
  --dry    prints and does not write docs/performance.md`;

async function main(): Promise<void> {
  const {values} = parseArgs({
    options: {only: {type: 'string'}, lab: {type: 'string'}, dry: {type: 'boolean', default: false}},
  });
  const chosen = values.only?.split(',') ?? names;
  const unknown = chosen.filter(name => !names.includes(name));
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')}\n${usage}`);

  const needsLab = chosen.some(name => name in onSwarm);
  const lab = needsLab ? await openLab(values.lab) : null;
  try {
    const swarm = lab === null ? null : await prepareSwarm(lab);
    for (const name of names.filter(each => chosen.includes(each))) {
      const around = await surroundings();
      const measured = await measure(name, swarm);
      print(measured);
      if (!values.dry) write(name, `${markdown(measured)}\n\n${around}`);
    }
  } finally {
    if (values.lab === undefined) await lab?.down();
  }
}

async function openLab(id: string | undefined): Promise<Lab> {
  if (id !== undefined) return attachLab(id);
  process.stderr.write('bench: starting a swarm of five nodes\n');
  return startLab();
}

async function measure(name: string, swarm: BenchSwarm | null): Promise<Measured> {
  process.stderr.write(`bench: ${name}\n`);
  const ofSwarm = onSwarm[name];
  if (ofSwarm !== undefined && swarm !== null) return ofSwarm(swarm);
  const ofItself = alone[name];
  if (ofItself === undefined) throw new Error(`"${name}" needs a lab`);
  return ofItself();
}

function print({title, figures, notes = []}: Measured): void {
  console.log(`\n${title}\n${plainTable(rowsOf(figures))}`);
  for (const note of notes) console.log(`  ${note}`);
}

/** What the terminal must keep to, gathered in one table. */
const ofTerminal = ['start', 'frames', 'keys', 'bytes', 'line', 'memory'];

function write(name: string, content: string): void {
  const text = between(readFileSync(document, 'utf8'), name, content);
  writeFileSync(document, between(text, 'budgets', budgetTable(text, ofTerminal)));
}

/** Whatever is made on the way lies in one folder, which goes with this process, however it ends. */
function keepTidy(): void {
  const folder = mkdtempSync(join(tmpdir(), 'medianest-bench-'));
  process.env['TMPDIR'] = folder;
  process.on('exit', () => rmSync(folder, {recursive: true, force: true}));
  // The lab goes down with its owner, the consoles with their terminals.
  process.on('SIGINT', () => process.exit(130));
  process.on('SIGTERM', () => process.exit(143));
}

keepTidy();
main().catch((error: unknown) => {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
