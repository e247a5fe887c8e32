import type {TimelineEntry} from '../../domain/timeline/entry.ts';
import type {TimelineQuery, TimelineStore} from '../../store/timeline/timeline-store.ts';

/** Entries read at once. */
const pageEntries = 1_000;

/** Whether an entry is about the object that was named, which may be gone since. */
const isAbout = ({objects}: TimelineEntry, wanted: string): boolean =>
  objects.some(
    ({id, name}) => name === wanted || id === wanted || (wanted.length >= 4 && id.startsWith(wanted)),
  );

/** The newest entries that fit, oldest first. */
export async function readEntries(
  store: Pick<TimelineStore, 'read'>,
  query: Omit<TimelineQuery, 'limit' | 'before'>,
  {object, most}: {readonly object: string | null; readonly most: number},
): Promise<readonly TimelineEntry[]> {
  const found: TimelineEntry[] = [];
  let before: TimelineEntry | undefined;
  do {
    const page: readonly TimelineEntry[] = await store.read({
      ...query,
      limit: pageEntries,
      ...(before === undefined ? {} : {before}),
    });
    for (const entry of page) if (object === null || isAbout(entry, object)) found.push(entry);
    before = page.length < pageEntries ? undefined : page.at(-1);
  } while (before !== undefined && found.length < most);
  return found.slice(0, most).reverse();
}
