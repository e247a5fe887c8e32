import {
  type TimelineKind,
  type TimelineSeverity,
  timelineKinds,
  timelineSeverities,
} from '../../domain/timeline/entry.ts';
import type {CommandLineOption} from './option.ts';
import {UsageFault} from './usage-fault.ts';

/** Which entries of the timeline are wanted. */
export interface TimelineOptions {
  /** Empty: all. */
  readonly kinds: readonly TimelineKind[];
  readonly least: TimelineSeverity | null;
  /** Null: as many as fit the range, or a number of the newest where there is none. */
  readonly last: number | null;
}

export const timelineOptions: readonly CommandLineOption[] = [
  {
    name: 'kind',
    value: 'KIND',
    multiple: true,
    choices: timelineKinds,
    scope: 'timeline',
    purpose: 'Entries of this kind. May be repeated.',
  },
  {
    name: 'severity',
    value: 'SEVERITY',
    choices: timelineSeverities,
    scope: 'timeline',
    purpose: 'Entries that are at least that bad.',
  },
  {
    name: 'last',
    value: 'N',
    scope: 'timeline',
    purpose: 'So many of the newest entries. Default 200, with --since or --until all.',
  },
];

/** Reads the options of `timeline`; `text` gives the last value of an option, `texts` all of them. */
export function readTimelineOptions(
  text: (name: string) => string | null,
  texts: (name: string) => readonly string[],
): TimelineOptions {
  const severity = text('severity');
  const last = text('last');
  if (last !== null && !/^[1-9]\d{0,8}$/.test(last))
    throw new UsageFault(`--last: "${last}" is no number of entries`);
  return {
    kinds: texts('kind').map(kind => choiceOf('kind', kind, timelineKinds)),
    least: severity === null ? null : choiceOf('severity', severity, timelineSeverities),
    last: last === null ? null : Number(last),
  };
}

function choiceOf<Choice extends string>(name: string, given: string, choices: readonly Choice[]): Choice {
  const found = choices.find(choice => choice === given);
  if (found === undefined)
    throw new UsageFault(`--${name}: there is no ${name} "${given}"; there are ${choices.join(', ')}`);
  return found;
}
