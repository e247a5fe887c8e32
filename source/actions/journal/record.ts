import type {Intent} from '../intent.ts';
import type {Check, Plan, Risk} from '../plan/plan.ts';
import type {Step} from '../plan/step.ts';
import type {ChecklistItem} from '../procedure/checklist.ts';
import type {ProcedureGoal} from '../procedure/procedure.ts';

/** How an action ended. `accepted`: the engine took it, and nobody waited for the cluster. */
export type ResultKind =
  | 'started'
  | 'refused'
  | 'cancelled'
  | 'conflict'
  | 'accepted'
  | 'done'
  | 'failed'
  | 'unfinished';

/** Who acted, as well as a process can tell. */
export interface Actor {
  readonly user: string;
  /** Who became that user with sudo; empty when nobody did. */
  readonly sudoUser: string;
  /** `SSH_CONNECTION`: client address and port, server address and port; empty on a local terminal. */
  readonly sshConnection: string;
}

/** The process that acts: whether it still lives can be told on its own machine alone. */
export interface ActingProcess {
  readonly host: string;
  readonly pid: number;
}

/** Where it was done. */
export interface ActionPlace {
  readonly context: string;
  readonly host: string;
  /** Id of the swarm; null where it is not known. */
  readonly cluster: string | null;
}

/**
 * One line of the journal. An action writes one when it starts and one, with the same id, when it has ended: the last
 * one holds, and what a crash interrupted stays visible as `started`.
 */
export interface JournalRecord {
  readonly id: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Null while it goes on, or when nobody lived to tell. */
  readonly endedAt: string | null;
  readonly durationMs: number | null;
  readonly who: Actor;
  readonly where: ActionPlace;
  /** Absent in records from before it was kept. */
  readonly process?: ActingProcess;
  readonly title: string;
  readonly action: Intent['kind'] | ProcedureGoal['kind'];
  readonly object: Plan['object'];
  /** With the fields before and after; never with the values of secrets or of environment variables. */
  readonly steps: readonly Step[];
  readonly risk: Risk | null;
  readonly warnings: readonly Check[];
  readonly commands: readonly string[];
  readonly result: {readonly kind: ResultKind; readonly message: string};
  /** What would take it back; null where nothing can. */
  readonly undo: Step | null;
  /** The action that this one took back. */
  readonly undoOf: string | null;
  /** The record of the procedure that it is a step of. */
  readonly partOf?: string;
  /** Of a procedure: its steps, how long each took, and how it ended. */
  readonly checklist?: readonly (Pick<ChecklistItem, 'title' | 'state' | 'detail'> & {
    readonly seconds: number | null;
  })[];
}
