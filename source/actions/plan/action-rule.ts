import type {Intent, IntentOf} from '../intent.ts';
import type {ObjectRef} from '../object-kind.ts';
import {type Plan, type PlanState, type PlanStore, type Refusal, refuse} from './plan.ts';

/** What the runner needs to know of one kind of intent. */
export interface ActionRule<Kind extends Intent['kind']> {
  readonly plan: (intent: IntentOf<Kind>, state: PlanState) => Plan | Refusal;
  /** The engine need not have the object that it is about. */
  readonly creates?: true;
  /** It is about the connected engine alone: what is known of a swarm need not be fresh, nor be there. */
  readonly isLocal?: true;
  /** Other objects that the plan is made from; they are read from the engine too. */
  readonly reads?: (intent: IntentOf<Kind>, store: PlanStore) => readonly ObjectRef[];
  /** The image whose digest a registry is asked for. */
  readonly image?: (intent: IntentOf<Kind>) => string | null;
}

export type ActionRules<Kinds extends Intent['kind']> = {readonly [Kind in Kinds]: ActionRule<Kind>};

/** A planner that is given the object of its intent as the store knows it. */
export const onRow =
  <Row, Kind extends Intent['kind']>(
    find: (store: PlanStore, id: string) => Row | undefined,
    noun: string,
    plan: (intent: IntentOf<Kind>, row: Row, state: PlanState) => Plan | Refusal,
  ): ActionRule<Kind>['plan'] =>
  (intent, state) => {
    const {id} = state.object;
    const row = find(state.store, id);
    return row === undefined
      ? refuse(`${intent.kind} ${id}`, `there is no such ${noun}`)
      : plan(intent, row, state);
  };
