import type {Intent} from '../../actions/intent.ts';
import type {Plan, Refusal} from '../../actions/plan/plan.ts';
import type {Outcome} from '../../actions/run/run.ts';
import type {Runner} from '../../actions/run/runner.ts';
import {conflictText} from '../../actions/words/plan-words.ts';
import {settingsInContext} from '../../config/context-settings.ts';
import {whyLocked} from '../../config/why-locked.ts';
import type {CommandPorts, Invocation, RunCommand} from '../command.ts';
import type {ExitCode} from '../exit-codes.ts';
import {safeJson} from '../output/json.ts';
import {createPaint, type Paint, plainLine} from '../output/paint.ts';
import {confirm} from './confirm.ts';
import {readIntents} from './intents.ts';
import {readObjectIntents} from './object-intents.ts';
import {actionJson} from './plan-json.ts';
import {planText, refusalText} from './plan-text.ts';
import {readStackIntents} from './stack-intents.ts';
import {untilKnown} from './until-known.ts';

/** Runs every command that changes a cluster, and `plan`, which only says what they would do. */
export const runAction: RunCommand = async (invocation, ports) => {
  const {options} = invocation;
  const reading = ports.readSettings();
  const {cluster, runner, docker} = await ports.openForActions({
    ...options.endpoint,
    timings: reading.settings.poll,
    standInsOf: context => settingsInContext(reading.settings, context).standIns,
    locked: context => whyLocked(context, options.act.readOnly, reading),
  });
  try {
    const isAboutVolume = [invocation.command, ...invocation.operands].some(word =>
      word.startsWith('volume-'),
    );
    const problem = await untilKnown(cluster.store, options.timeoutMs, isAboutVolume ? ['volumes'] : []);
    if (problem !== null) {
      const hint = problem.hint === '' ? '' : `${plainLine(problem.hint)}\n`;
      ports.err(`medianest ${invocation.command}: ${plainLine(problem.message)}\n${hint}`);
      return 3;
    }
    const fault = invocation.command === 'undo' ? runner.journal.readFault() : null;
    if (fault !== null) {
      ports.err(`medianest undo: the journal cannot be read: ${plainLine(fault)}\n`);
      return 3;
    }
    const isPlan = invocation.command === 'plan';
    const [command = '', ...rest] = invocation.operands;
    const wanted = isPlan ? command : invocation.command;
    const line = {
      operands: isPlan ? rest : invocation.operands,
      options: options.act,
      store: cluster.store,
      journal: runner.journal.list(),
    };
    const objectLine = {
      ...line,
      options: options.act.object,
      readContents: ports.readContents,
      isPiped: !ports.terminal.inputIsTerminal,
    };
    const stackLine = {...line, ...ports.terminal, docker, readContents: ports.readContents};
    const read =
      (await readObjectIntents(wanted, objectLine)) ??
      (await readStackIntents(wanted, stackLine)) ??
      readIntents(wanted, line);
    if (read.kind !== 'intents') {
      ports.err(`medianest ${invocation.command}: ${plainLine(read.message)}\n`);
      return read.kind === 'usage' ? 2 : 1;
    }
    const act = isPlan || wanted === 'stack-diff' ? {...options.act, dryRun: true} : options.act;
    return await carryOutIntents(read.intents, {...invocation, options: {...options, act}}, runner, ports);
  } finally {
    cluster.close();
  }
};

interface Ended {
  readonly plan: Plan | Refusal;
  readonly outcome: Outcome | null;
  readonly code: ExitCode;
}

/** One after another; the first that does not succeed ends it, so that nothing is built on what failed. */
export async function carryOutIntents(
  intents: readonly Intent[],
  invocation: Invocation,
  runner: Runner,
  ports: CommandPorts,
): Promise<ExitCode> {
  const isJson = invocation.options.format === 'json';
  const paint = createPaint(invocation.options.color);
  const say = isJson ? () => undefined : ports.out;
  const done: Ended[] = [];
  for (const intent of intents) {
    const ended = await one(intent, invocation, runner, {ports, paint, say});
    done.push(ended);
    if (ended.code !== 0) break;
  }
  if (isJson) {
    ports.out(
      `${safeJson(
        done.map(({plan, outcome}) => actionJson(plan, outcome)),
        2,
      )}\n`,
    );
  }
  return done.at(-1)?.code ?? 0;
}

async function one(
  intent: Intent,
  {options: {act}}: Invocation,
  runner: Runner,
  {
    ports,
    paint,
    say,
  }: {readonly ports: CommandPorts; readonly paint: Paint; readonly say: (text: string) => void},
): Promise<Ended> {
  const plan = await runner.plan(intent);
  if (plan.kind === 'refusal') {
    if (!act.dryRun) runner.turnedDown(intent, plan, 'refused', plan.reasons.join('; '));
    ports.err(refusalText(plan, paint));
    return {plan, outcome: null, code: 4};
  }
  say(planText(plan, paint));
  // What is locked is refused by the runner; nobody needs to be asked before.
  if (!act.dryRun && runner.locked() === null) {
    const answer = await confirm(plan, act, ports);
    if (answer.kind === 'no') {
      runner.turnedDown(intent, plan, 'cancelled', answer.reason);
      ports.err(`${paint('not done', 'warning')}: ${plainLine(answer.reason)}\n`);
      return {plan, outcome: null, code: 4};
    }
  }
  const run = runner.run(plan, {dryRun: act.dryRun, wait: act.wait});
  run.onProgress(({detail, isHeldUp}) => {
    const line = `  … ${plainLine(detail)}\n`;
    if (ports.terminal.outputIsTerminal) say(line);
    // A script that waits for more than a minute is told why.
    else if (isHeldUp) ports.err(line);
  });
  const outcome = await run.outcome;
  say(outcomeText(outcome, paint));
  const code = codes[outcome.kind];
  if (code !== 0) ports.err(`${paint(outcome.kind, 'critical')}: ${plainLine(outcome.message)}\n`);
  return {plan, outcome, code};
}

const codes: Readonly<Record<Outcome['kind'], ExitCode>> = {
  done: 0,
  accepted: 0,
  'dry-run': 0,
  refused: 4,
  cancelled: 4,
  conflict: 4,
  failed: 5,
  unfinished: 5,
};

function outcomeText({kind, message, durationMs, notes, conflicts}: Outcome, paint: Paint): string {
  const seconds = kind === 'done' ? ` after ${(durationMs / 1_000).toFixed(1)} s` : '';
  const first = codes[kind] === 0 ? [`${paint(kind, 'progress')}${seconds}: ${plainLine(message)}`] : [];
  const more = [...notes, ...conflicts.map(conflictText)].map(line => `  ${plainLine(line)}`);
  return [...first, ...more].map(line => `${line}\n`).join('');
}
