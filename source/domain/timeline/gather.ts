import type {Change, NewEntry, TimelineObject} from './entry.ts';
import type {Happening} from './happening.ts';

/** So many alike of one service within one second are told one by one; more are one entry with their number. */
export const mostAlikeOfOne = 5;
/** So many alike in the whole swarm, where little happened before. */
export const mostAlike = 40;
/** And so many where it goes on and on: a swarm that never rests would fill its timeline within minutes. */
export const fewestAlike = 3;
/** So many services are named by an entry that stands for many. */
const mostNamed = 20;

/** Happenings that are alike and of one second, and how many of them an earlier entry already stands for. */
export interface Bucket {
  readonly happenings: readonly Happening[];
  /** By the id of the entry that stands for them. */
  readonly told: ReadonlyMap<string, number>;
  /** So many may be told one by one. */
  readonly most: number;
}

/** The second that a happening belongs to. */
export const secondOf = (atMs: number): number => Math.floor(atMs / 1_000);

/** The entries of one bucket: each happening its own, or one for many. */
export const gather = ({happenings, told, most}: Bucket): readonly NewEntry[] => {
  const [first] = happenings;
  if (first === undefined) return [];
  const everywhere = stormId(first, null);
  if (told.has(everywhere) || happenings.length > most)
    return [storm(everywhere, happenings, null, told.get(everywhere) ?? 0)];
  return [...byUnder(happenings)].flatMap(([key, few]) => {
    const under = few[0]?.under ?? null;
    if (key === '' || under === null) return few.map(({entry}) => entry());
    const id = stormId(first, under);
    return told.has(id) || few.length > mostAlikeOfOne
      ? [storm(id, few, under, told.get(id) ?? 0)]
      : few.map(({entry}) => entry());
  });
};

const byUnder = (happenings: readonly Happening[]): ReadonlyMap<string, readonly Happening[]> => {
  const groups = new Map<string, Happening[]>();
  for (const happening of happenings) {
    const key = happening.under?.id ?? '';
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [happening]);
    else group.push(happening);
  }
  return groups;
};

const stormId = ({alike, atMs}: Happening, under: TimelineObject | null): string =>
  `storm:${alike.key}:${under?.id ?? '*'}:${secondOf(atMs)}`;

/** What becomes known by happenings that are not told alone. */
export const changesWithin = (
  happenings: readonly Happening[],
  entries: readonly NewEntry[],
): readonly Change[] => {
  const alone = new Set(entries.map(({id}) => id));
  return happenings.flatMap(({id, change}) => (change === undefined || alone.has(id) ? [] : [change]));
};

const storm = (
  id: string,
  happenings: readonly Happening[],
  under: TimelineObject | null,
  toldBefore: number,
): NewEntry => {
  const [first] = happenings;
  if (first === undefined) throw new Error('an entry stands for something');
  const {kind, severity, noun, verb} = first.alike;
  const count = toldBefore + happenings.length;
  const services = under === null ? servicesOf(happenings) : [under];
  return {
    id,
    timeMs: Math.min(...happenings.map(({atMs}) => atMs)),
    kind,
    severity,
    objects: services.slice(0, mostNamed),
    title: `${count} ${noun}${whose(under, services, noun !== 'services')} ${verb}`,
    detail: 'within one second',
    source: 'list',
    count,
    isLate: false,
  };
};

const whose = (
  under: TimelineObject | null,
  services: readonly TimelineObject[],
  isOfServices: boolean,
): string => {
  if (under !== null) return ` of ${under.name}`;
  return isOfServices && services.length > 1 ? ` of ${services.length} services` : '';
};

const servicesOf = (happenings: readonly Happening[]): readonly TimelineObject[] => {
  const services = new Map<string, TimelineObject>();
  for (const {under, about = under} of happenings) if (about !== null) services.set(about.id, about);
  return [...services.values()];
};
