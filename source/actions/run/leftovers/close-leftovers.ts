import {isSameActor} from '../../journal/actor.ts';
import type {JournalRecord} from '../../journal/record.ts';
import type {Verification} from '../../plan/plan.ts';
import {stepObjects} from '../../plan/step.ts';
import {awaitGoal} from '../await-goal.ts';
import {boundParts} from '../bound-parts.ts';
import {readObject} from '../read-object.ts';
import {connectedTo, type RunnerParts} from '../run.ts';
import {leftoverGoal, tellingStep} from './leftover-goal.ts';

const results = {done: 'done', failed: 'failed', pending: 'unfinished'} as const;

/**
 * Looks again at what this person began in this swarm with a program that has ended since, and closes its records by what
 * the cluster shows. Gives them as they are now; rejects with `EngineError` where nothing can be seen.
 */
export async function closeLeftovers(parts: RunnerParts): Promise<readonly JournalRecord[]> {
  const cluster = parts.where().cluster;
  const left = parts.journal
    .list()
    .filter(
      record =>
        record.result.kind === 'started' &&
        record.where.cluster === cluster &&
        isSameActor(record.who, parts.who) &&
        record.process !== undefined &&
        parts.hasEnded?.(record.process) === true,
    );
  const bound = boundParts(parts);
  const closed: JournalRecord[] = [];
  for (const record of left) {
    const result = await look(record, bound);
    const endedAt = new Date(parts.clock.now()).toISOString();
    // How long it took was seen by nobody.
    const now: JournalRecord = {...record, endedAt, result};
    parts.journal.append(now);
    closed.push(now);
  }
  return closed;
}

async function look(record: JournalRecord, parts: RunnerParts): Promise<JournalRecord['result']> {
  const step = tellingStep(record);
  if (step === null) {
    return {
      kind: 'unfinished',
      message:
        'the program that began it ended; what became of it cannot be told from one object: look at it',
    };
  }
  const engine = connectedTo(parts, 'look again');
  const object = await readObject(engine, {kind: stepObjects[step.kind], id: step.id});
  const leftover = leftoverGoal(step, object);
  if (leftover.kind === 'told') return {kind: leftover.result, message: leftover.message};
  const found: Verification = await awaitGoal(
    leftover.goal,
    object,
    parts.clock.now(),
    parts,
    () => undefined,
  );
  return {kind: results[found.kind], message: `${found.detail}; seen after its program had ended`};
}
