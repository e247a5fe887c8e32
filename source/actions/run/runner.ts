import type {DockerCli} from '../../engine/docker-cli.ts';
import type {JoinTokens} from '../../engine/swarm-writes.ts';
import {type Intent, subjectOf} from '../intent.ts';
import type {Journal} from '../journal/journal.ts';
import {turnedDownRecord} from '../journal/new-record.ts';
import type {Actor, JournalRecord} from '../journal/record.ts';
import type {Plan, Refusal} from '../plan/plan.ts';
import {planAction} from '../plan/plan-action.ts';
import {createProcedures, type Procedures} from '../procedure/procedures.ts';
import {boundParts} from './bound-parts.ts';
import {gather} from './gather.ts';
import {closeLeftovers} from './leftovers/close-leftovers.ts';
import {callLimitMs} from './read-object.ts';
import {connected, connectedTo, type Run, type RunnerParts, type RunOptions} from './run.ts';
import {startRun} from './start-run.ts';

/** The one way in which anything in a cluster is changed. */
export interface Runner {
  /** Asks the engine for the object as it is and plans on that. Rejects with `EngineError`. */
  plan(intent: Intent, signal?: AbortSignal): Promise<Plan | Refusal>;
  run(plan: Plan, options?: RunOptions): Run;
  /** Journals that an intent was refused or not confirmed. */
  turnedDown(intent: Intent, plan: Plan | Refusal, kind: 'refused' | 'cancelled', message: string): void;
  readonly journal: Journal;
  /** Looks again at what this person began here with a program that has ended since. Rejects with `EngineError`. */
  closeLeftovers(): Promise<readonly JournalRecord[]>;
  /** Who acts. */
  readonly who: Actor;
  /** Why nothing may be changed here; null when it may. */
  locked(): string | null;
  /** Guided sequences of actions. */
  readonly procedures: Procedures;
  /** For the person who asked for them alone. */
  readonly secrets: SwarmSecrets;
  /** The docker CLI of this machine, which reads the files of a stack; null: there is none. */
  readonly docker: DockerCli | null;
}

/** What only a person who asked for it gets of a swarm. Rejects with `EngineError`. */
interface SwarmSecrets {
  joinTokens(): Promise<JoinTokens>;
  /** Empty where managers are not locked. */
  unlockKey(): Promise<string>;
}

/** Plans, executes and verifies actions on one cluster. */
export const createRunner = (parts: RunnerParts): Runner => {
  const plan: Runner['plan'] = async (intent, signal) => {
    const {state, missing} = await gather(intent, parts, connected(parts, intent), signal);
    return missing ?? planAction(state, intent);
  };
  const run: Runner['run'] = (wanted, options = {}) => startRun(wanted, options, boundParts(parts));
  const answerLimit = () => AbortSignal.timeout(callLimitMs);
  return {
    plan,
    run,
    procedures: createProcedures({...parts, runner: {plan, run}}),
    secrets: {
      joinTokens: async () => engineOf(parts).readJoinTokens(answerLimit()),
      unlockKey: async () => engineOf(parts).readUnlockKey(answerLimit()),
    },
    turnedDown(intent, refused, kind, message) {
      const about = {
        title: refused.title,
        action: intent.kind,
        object: refused.kind === 'plan' ? refused.object : subjectName(intent),
        risk: refused.kind === 'plan' ? refused.risk : null,
        undoOf: intent.kind === 'undo' ? intent.of : null,
      };
      parts.journal.append(turnedDownRecord(parts, parts.clock.now(), about, {kind, message}));
    },
    journal: parts.journal,
    closeLeftovers: () => closeLeftovers(parts),
    who: parts.who,
    docker: parts.docker ?? null,
    locked: parts.locked,
  };
};

const engineOf = (parts: RunnerParts) => connectedTo(parts, 'read the secrets of the swarm');

const subjectName = (intent: Intent): Plan['object'] => {
  const subject = subjectOf(intent);
  return {...subject, name: intent.kind === 'undo' ? intent.step.name : subject.id};
};
