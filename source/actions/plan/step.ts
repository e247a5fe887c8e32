import type {SpecChange} from '../spec/spec-change.ts';

/** One call that changes the cluster. The same value is previewed, journalled and executed. */
export type Step =
  | {
      readonly kind: 'update-service';
      readonly id: string;
      readonly name: string;
      readonly changes: readonly SpecChange[];
      /** Sends this machine's credentials along instead of keeping those of the spec. They are no part of the step. */
      readonly withRegistryAuth?: true;
    }
  /** `changes`: what the engine will make of the spec. */
  | {
      readonly kind: 'rollback-service';
      readonly id: string;
      readonly name: string;
      readonly changes: readonly SpecChange[];
    }
  | {readonly kind: 'remove-service'; readonly id: string; readonly name: string}
  | {
      readonly kind: 'update-node';
      readonly id: string;
      readonly name: string;
      readonly changes: readonly SpecChange[];
    }
  | {readonly kind: 'remove-node'; readonly id: string; readonly name: string; readonly force: boolean};

/** The fields that a step changes. */
export const changesOf = (step: Step): readonly SpecChange[] => ('changes' in step ? step.changes : []);
