import type {Finding} from '../summaries.ts';
import {type Level, severity, type Verdict, worse} from '../verdict.ts';

/** Something wrong with one object: a finding that does not yet say with which. */
export interface Trouble extends Omit<Finding, 'key' | 'object'> {
  /** One word, unique among the troubles of one object: the last part of the finding's key. */
  readonly kind: string;
  /** Title and reason in one line, where the reason comes first; else the title does. */
  readonly brief?: string;
}

/** The verdict on an object: its troubles, worst first, then what is going on without being wrong. */
export function verdictOf(
  troubles: readonly Trouble[],
  others: readonly {readonly level: Level; readonly reason: string}[],
): Verdict {
  const all = [
    ...troubles
      .filter(trouble => trouble.isHint !== true)
      .map(({level, title, reason, brief = reason === '' ? title : `${title}: ${reason}`}) => ({
        level,
        reason: brief,
      })),
    ...others,
  ].sort((a, b) => severity[b.level] - severity[a.level]);
  return {
    level: all.reduce<Level>((level, each) => worse(level, each.level), 'ok'),
    reasons: all.map(each => each.reason),
  };
}

/** The findings on an object. */
export function findingsOn(object: Finding['object'], troubles: readonly Trouble[]): readonly Finding[] {
  return troubles.map(({kind, brief: _, ...rest}) => ({
    key: `${object.kind}:${object.id}:${kind}`,
    object,
    ...rest,
  }));
}
