import type {StackName} from '../../domain/model/index.ts';

/** Derived rows that have to be made anew, and whether the judgement of the swarm as a whole has. */
export interface Dirty {
  readonly services: Set<string>;
  readonly tasks: Set<string>;
  readonly nodes: Set<string>;
  readonly stacks: Set<StackName>;
  swarm: boolean;
}

export const nothingDirty = (): Dirty => ({
  services: new Set(),
  tasks: new Set(),
  nodes: new Set(),
  stacks: new Set(),
  swarm: false,
});

/** Takes the ids out, so that what gets dirty meanwhile is not lost. */
export function drain<Id>(ids: Set<Id>): readonly Id[] {
  const drained = [...ids];
  ids.clear();
  return drained;
}
