import type {Trouble} from '../trouble.ts';

/** What a rule says of an object; its id makes the rest of a trouble. */
export type Told = Omit<Trouble, 'kind'>;

/** One way in which an object can be wrong, as data: `facts` are all that it may look at. */
export interface Rule<Facts> {
  /** One word or two, unique among the rules about one kind of object: the last part of a finding's key. */
  readonly id: string;
  /** What it finds, in a few words. */
  readonly finds: string;
  /** Null: nothing of the kind is wrong. */
  readonly judge: (facts: Facts) => Told | null;
}

/** What any of the rules finds, in the order of the rules. */
export const troublesBy = <Facts>(rules: readonly Rule<Facts>[], facts: Facts): readonly Trouble[] =>
  rules.flatMap(({id, judge}) => {
    const told = judge(facts);
    return told === null ? [] : [{kind: id, ...told}];
  });
