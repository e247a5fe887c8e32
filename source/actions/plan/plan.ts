import type {ResolvedImage} from '../../engine/writes.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Intent} from '../intent.ts';
import type {ObjectRef} from '../object-kind.ts';
import type {RawObject} from '../spec/raw-object.ts';
import type {SpecConflict} from '../spec/spec-change.ts';
import type {Step} from './step.ts';

/** `safe`: nothing stops. `disruptive`: tasks stop or move. `destructive`: something is gone, or the last reserve is. */
export type Risk = 'safe' | 'disruptive' | 'destructive';

/** What was looked at before, and what it says. */
export interface Check {
  readonly name: string;
  readonly level: 'ok' | 'warning';
  readonly reason: string;
}

/** How far an action has got, as the cluster shows it. */
export type Verification =
  /** `isHeld`: it waits for a person, so that the time does not count. */
  | {readonly kind: 'pending'; readonly detail: string; readonly isHeld?: true}
  | {readonly kind: 'done'; readonly detail: string}
  /** `isPartial`: the cause is not in the store yet; it is worth waiting for a moment. */
  | {readonly kind: 'failed'; readonly detail: string; readonly isPartial?: true};

/** The reading half of the store. */
export type PlanStore = Pick<
  ClusterStore,
  | 'table'
  | 'derived'
  | 'connection'
  | 'taskIdsOfService'
  | 'taskIdsOfNode'
  | 'serviceIdsOfStack'
  | 'idsOfStack'
  | 'usedBy'
  | 'quorum'
  | 'freshness'
  | 'engineInfo'
>;

export interface VerifyState {
  readonly store: PlanStore;
  readonly nowMs: number;
  /** When the first change was sent, by our own clock. */
  readonly sinceMs: number;
  /** When the object was changed, by the manager's clock: tasks and rollouts carry its times. */
  readonly changedAtMs: number;
  /** The object's version after the change: an older one in the store tells nothing yet. Null: it is gone. */
  readonly version: number | null;
  /** The object after the change; null or absent: it is gone. */
  readonly after?: RawObject | null;
}

/** What is waited for in the cluster. */
export interface Goal {
  readonly verify: (state: VerifyState) => Verification;
  /** Docker sends no event for what it waits for: the feeds must be asked to look. */
  readonly isSilent?: true;
  /** How long the cluster must stay as wanted before that counts. */
  readonly settleMs: number;
  /** Null where nothing can be said. */
  readonly expectedMs: number | null;
}

/** What belongs to a step of several. */
export interface Stage {
  /** What must be seen in the cluster before the next step is taken; null: nothing. */
  readonly goal: Goal | null;
  /** Takes the step back when it, or a later one, fails, and what is waited for then; null: it stays. */
  readonly back: {readonly step: Step; readonly goal: Goal | null} | null;
  /** When it fails, that is told, and the rest stands. */
  readonly mayFail?: true;
}

/** Everything that is known before anything is done. Its own goal is what the last step leads to. */
export interface Plan extends Goal {
  readonly kind: 'plan';
  readonly intent: Intent;
  /** Imperative: `scale web from 2 to 5`. */
  readonly title: string;
  readonly object: ObjectRef & {readonly name: string};
  /** The object's version when the plan was made. */
  readonly version: number;
  readonly steps: readonly Step[];
  /** One per step where steps wait for each other or are taken back; absent: one step follows the other at once. */
  readonly stages?: readonly Stage[];
  /** What will happen to tasks and nodes, a sentence each. */
  readonly effects: readonly string[];
  readonly checks: readonly Check[];
  readonly risk: Risk;
  /** How many tasks stop, start or move. */
  readonly tasks: number;
  /** The docker commands that do the same. */
  readonly commands: readonly string[];
  /** Takes it back; null where nothing can. */
  readonly undo: Step | null;
}

/** Why there is no plan. Expected, and told to the operator. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly title: string;
  readonly reasons: readonly string[];
  /** Fields that someone else has changed: theirs, ours, and what it was. */
  readonly conflicts: readonly SpecConflict[];
}

/** What a registry said of an image. */
export type ImageAnswer =
  | ({readonly kind: 'resolved'} & ResolvedImage)
  | {readonly kind: 'unknown'; readonly reason: string};

/** All that a plan is made from. */
export interface PlanState {
  readonly store: PlanStore;
  /** The object that it is about, as the engine has it now. */
  readonly object: RawObject;
  /** Others that the plan needs, by id, as far as the engine has them. */
  readonly others: ReadonlyMap<string, RawObject>;
  /** Null where no image is asked for. */
  readonly image: ImageAnswer | null;
  readonly nowMs: number;
}

export const refuse = (title: string, ...reasons: readonly string[]): Refusal => ({
  kind: 'refusal',
  title,
  reasons,
  conflicts: [],
});
