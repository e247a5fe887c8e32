import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {ensureInstalled} from './install.mjs';
import {fail, root} from './project.mjs';
import {environment, findNode} from './runtime.mjs';

const gate = (name, ...command) => ({name, kind: 'gate', command});
const suite = name => ({name, kind: 'suite'});

/** In the order in which they run; the first that fails ends the run. */
const stages = [
  gate('format', 'biome', 'check', '--diagnostic-level=warn', '.'),
  gate('types', 'node', 'node_modules/typescript-native/bin/tsc', '-p', '.'),
  gate('layers', 'depcruise', '--config', 'dependency-cruiser.config.mjs', 'cli.tsx', 'source'),
  gate('unused', 'knip'),
  gate('build', 'node', 'scripts/build.mjs'),
  suite('unit'),
  suite('component'),
  suite('fallback'),
  suite('contract'),
  suite('e2e'),
];
const needLab = ['contract', 'e2e'];

/** `npm test`: every check of the project. `--only unit,component` runs a selection. */
async function main() {
  const chosen = choose(process.argv.slice(2));
  ensureInstalled();
  const problem = chosen.some(({name}) => needLab.includes(name)) ? await whyNoLab() : null;
  if (problem !== null && process.env.MEDIANEST_LAB === 'required')
    fail(`MEDIANEST_LAB=required, but ${problem}`);
  const total = {passed: 0, failed: 0, skipped: 0};
  for (const stage of chosen) {
    const result = await (stage.kind === 'gate' ? runGate(stage) : runSuite(stage));
    for (const count of Object.keys(total)) total[count] += result[count];
    report(stage, result);
    if (result.failed > 0) break;
  }
  if (problem !== null) say(`!! NO REAL SWARM WAS TESTED: ${problem}`);
  if (total.skipped > 0) say(`${total.skipped} skipped`);
  say(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
}

function choose(args) {
  const [flag, list, ...rest] = args;
  if (flag === undefined) return stages;
  const known = stages.map(({name}) => name);
  const names = flag === '--only' && list !== undefined && rest.length === 0 ? list.split(',') : [];
  const unknown = names.filter(name => !known.includes(name));
  if (names.length === 0 || unknown.length > 0) fail(`usage: npm test -- [--only ${known.join(',')}]`);
  return stages.filter(({name}) => names.includes(name));
}

async function whyNoLab() {
  const {code, output} = await run('node', ['test/lab/cli.ts', 'deps']);
  return code === 0 ? null : output.trim();
}

async function runGate({command: [file, ...args]}) {
  const started = performance.now();
  const {code, output} = await run(file, args);
  return {
    seconds: since(started),
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    skipped: 0,
    output,
  };
}

async function runSuite({name}) {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'medianest-test-'));
  const file = join(folder, 'result.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const {code, output} = await run('vitest', ['run', '--project', name, ...reporters]);
  const found = counts(file);
  rmSync(folder, {recursive: true, force: true});
  // A suite that fails without a failing test did not even load, or found no tests.
  const failed = code === 0 ? 0 : Math.max(found.failed, 1);
  return {...found, failed, seconds: since(started), output};
}

function counts(file) {
  let result;
  try {
    result = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {passed: 0, failed: 1, skipped: 0, skippedTitles: []};
  }
  const tests = result.testResults.flatMap(({assertionResults}) => assertionResults);
  const of = (...states) => tests.filter(({status}) => states.includes(status));
  const skipped = of('pending', 'skipped', 'todo', 'disabled');
  const failed = of('failed').length;
  return {
    passed: of('passed').length,
    failed,
    skipped: skipped.length,
    skippedTitles: skipped.map(t => t.fullName),
  };
}

/** Runs a program with the Node that was found, its output kept until it is known whether anybody needs it. */
function run(file, args) {
  return new Promise(resolve => {
    const command = file === 'node' ? findNode() : join(root, 'node_modules', '.bin', file);
    const env = environment({FORCE_COLOR: process.stdout.isTTY ? '1' : '0', NODE_ENV: 'test'});
    const child = spawn(command, args, {cwd: root, env, stdio: ['ignore', 'pipe', 'pipe']});
    const chunks = [];
    const end = code => {
      process.off('SIGTERM', stop);
      resolve({code, output: Buffer.concat(chunks).toString('utf8')});
    };
    const stop = () => child.kill('SIGTERM');
    process.on('SIGTERM', stop);
    child.stdout.on('data', chunk => chunks.push(chunk));
    child.stderr.on('data', chunk => chunks.push(chunk));
    child.on('error', error => {
      chunks.push(Buffer.from(String(error)));
      end(1);
    });
    child.on('close', end);
  });
}

function report({name, kind}, {seconds, passed, failed, skipped, skippedTitles = [], output}) {
  if (failed > 0) say(output.trimEnd());
  const figures =
    kind === 'suite' ? `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}` : '';
  const state = failed > 0 ? 'FAIL' : 'ok';
  say(
    [state.padEnd(4), name.padEnd(10), `${seconds.toFixed(1)} s`.padStart(8), figures].join('  ').trimEnd(),
  );
  for (const title of skippedTitles) say(`      skipped: ${title}`);
}

function since(started) {
  return (performance.now() - started) / 1000;
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

await main();
