import type {FindingStay} from './finding-history.ts';

/** Signs that are older than this before the beginning belong to something else. */
export const lookBackMs = 60 * 60_000;

/** What happened, as far as times are computed from it. */
export interface IncidentCourse {
  readonly startedMs: number;
  readonly stoppedMs: number;
  /** Entries of the timeline that tell of something wrong, in any order. */
  readonly signs: readonly {readonly atMs: number; readonly title: string}[];
  readonly stays: readonly FindingStay[];
  /** Actions that were carried out, in any order. */
  readonly actions: readonly {readonly atMs: number; readonly title: string}[];
}

/** A time that was computed, and from what; `ms` is null where it cannot be told, and `how` says why. */
export interface ComputedTime {
  readonly ms: number | null;
  readonly how: string;
}

export interface IncidentTimes {
  readonly firstSign: {readonly atMs: number; readonly what: string} | null;
  readonly toDetect: ComputedTime;
  readonly toAct: ComputedTime;
  readonly toRecover: ComputedTime;
}

interface Moment {
  readonly atMs: number;
  readonly what: string;
}

/** Findings that this incident is about: hints, and what had been wrong for hours before, are not. */
const concerned = (course: Pick<IncidentCourse, 'startedMs' | 'stays'>): readonly FindingStay[] =>
  course.stays.filter(
    ({finding, wasThere}) =>
      !finding.isHint &&
      !(wasThere && finding.sinceMs !== null && finding.sinceMs < course.startedMs - lookBackMs),
  );

/** Computes how long it took to notice, to act and to recover. */
export function incidentTimes(course: IncidentCourse): IncidentTimes {
  const stays = concerned(course);
  const firstSign = firstSignOf(course, stays);
  return {
    firstSign,
    toDetect: toDetect(course, stays, firstSign),
    toAct: toAct(course, firstSign),
    toRecover: toRecover(stays, firstSign),
  };
}

const earliest = (moments: readonly Moment[]): Moment | null =>
  moments.reduce<Moment | null>(
    (first, each) => (first === null || each.atMs < first.atMs ? each : first),
    null,
  );

function firstSignOf(course: IncidentCourse, stays: readonly FindingStay[]): Moment | null {
  const {startedMs, stoppedMs} = course;
  const isWithin = ({atMs}: Moment) => atMs >= startedMs - lookBackMs && atMs <= stoppedMs;
  return earliest(
    [
      ...course.signs.map(({atMs, title}) => ({atMs, what: `the timeline says “${title}”`})),
      ...stays.map(({finding, cameMs, wasThere}) => ({
        // Of what was seen to come, that moment tells more than its cause: a rollout fails after its beginning. And no
        // cause is younger than its finding: clocks of nodes differ.
        atMs: wasThere ? Math.min(finding.sinceMs ?? cameMs, cameMs) : cameMs,
        what: `${finding.object.kind} ${finding.object.name}: ${finding.title}`,
      })),
    ].filter(isWithin),
  );
}

const noSign = 'nothing went wrong as far as the timeline and the findings tell';

function toDetect(course: IncidentCourse, stays: readonly FindingStay[], sign: Moment | null): ComputedTime {
  if (sign === null) return {ms: null, how: noSign};
  if (sign.atMs <= course.startedMs) {
    return {
      ms: course.startedMs - sign.atMs,
      how: 'from the first sign to the start of the incident: somebody had noticed by then',
    };
  }
  const seen = earliest(stays.map(({finding, cameMs}) => ({atMs: cameMs, what: finding.title})));
  if (seen === null) return {ms: null, how: 'no finding was seen while the incident was open'};
  return {
    ms: Math.max(0, seen.atMs - sign.atMs),
    how: `from the first sign to the first finding that was seen: “${seen.what}”`,
  };
}

function toAct(course: IncidentCourse, sign: Moment | null): ComputedTime {
  if (sign === null) return {ms: null, how: noSign};
  const first = earliest(
    course.actions.filter(({atMs}) => atMs >= sign.atMs).map(({atMs, title}) => ({atMs, what: title})),
  );
  if (first === null) return {ms: null, how: 'no action was taken through MediaNest'};
  return {ms: first.atMs - sign.atMs, how: `from the first sign to the first action: “${first.what}”`};
}

function toRecover(stays: readonly FindingStay[], sign: Moment | null): ComputedTime {
  if (sign === null) return {ms: null, how: noSign};
  if (stays.length === 0) return {ms: null, how: 'no finding was seen, so none could go'};
  const left = stays.filter(({goneMs}) => goneMs === null);
  if (left.length > 0) {
    const names = left.slice(0, 3).map(({finding}) => `${finding.object.name}: ${finding.title}`);
    const more = left.length > 3 ? ` and ${left.length - 3} more` : '';
    return {ms: null, how: `not recovered when the incident was stopped: ${names.join('; ')}${more}`};
  }
  const lastMs = Math.max(...stays.map(({goneMs}) => goneMs ?? 0));
  return {ms: lastMs - sign.atMs, how: 'from the first sign to the moment when the last finding was gone'};
}
