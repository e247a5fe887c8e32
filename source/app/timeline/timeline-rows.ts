import type {SwarmTimeline} from '../../cluster/timeline/swarm-timeline.ts';
import type {Arrivals} from '../../panes/pane.ts';
import type {TimelineRows} from '../../panes/timeline/timeline-pane.ts';
import {rowKey, type TimelineRow} from '../../panes/timeline/timeline-row.ts';
import type {TimelineStore} from '../../store/timeline/timeline-store.ts';

/** Entries read at once: a few milliseconds' worth. */
const pageRows = 1_000;
/** The newest so many are shown. */
const mostRows = 100_000;
/** How often is looked for what other consoles wrote. */
const pollMs = 2_000;
/** In a storm rows come some times a second. */
const pauseMs = 250;

/** The rows of the timeline's pane, read while it is looked at, and forgotten after. */
export interface LiveTimelineRows extends TimelineRows {
  close(): void;
}

export const createTimelineRows = (parts: {
  readonly timeline: Pick<SwarmTimeline, 'store' | 'onNews'>;
  readonly after: (ms: number, call: () => void) => () => void;
  readonly nowMs: () => number;
  /** Whether a timeline is on the screen, or a step behind it. */
  readonly isWanted: () => boolean;
  /** Called once where what is shown is not kept. */
  readonly warn: (text: string) => void;
  /** Called when rows came or went. */
  readonly onChange: () => void;
}): LiveTimelineRows => {
  const {timeline, after} = parts;
  let warnedOf: TimelineStore | null = null;
  let loaded = nothingLoaded();
  let reading: TimelineStore | null = null;
  let isLooking = false;
  let isSoon = false;
  let cancel: (() => void) | null = null;
  let cursor: number | null = null;

  const put = (row: TimelineRow) => {
    const before = loaded.byId.get(row.id);
    if (before !== undefined) {
      if (rowKey(before) === rowKey(row)) return;
      loaded.byKey.delete(rowKey(before));
      loaded.went.push(rowKey(before));
    }
    loaded.byId.set(row.id, row);
    loaded.byKey.set(rowKey(row), row);
    loaded.came.push(row);
  };
  const putGaps = async (from: TimelineStore) => {
    const toMs = parts.nowMs();
    const gaps = (await from.gaps({fromMs: 0, toMs})).map(
      (gap): TimelineRow => ({
        kind: 'gap',
        id: `gap:${gap.fromMs}:${gap.toMs}`,
        timeMs: gap.toMs,
        fromMs: gap.fromMs,
      }),
    );
    const present = new Set(gaps.map(({id}) => id));
    for (const [id, row] of loaded.byId)
      if (row.kind === 'gap' && !present.has(id)) {
        loaded.byId.delete(id);
        loaded.byKey.delete(id);
        loaded.went.push(id);
      }
    gaps.forEach(put);
  };

  /** Newest first, page by page, so that the first is there at once. */
  const load = async (from: TimelineStore) => {
    cursor = (await from.arrivals(null, 0)).cursor;
    let page = await from.read({limit: pageRows});
    while (page.length > 0 && reading === from) {
      page.forEach(put);
      const last = page.at(-1);
      if (page.length === pageRows) parts.onChange();
      if (last === undefined || page.length < pageRows || loaded.byId.size >= mostRows) break;
      await new Promise(resolve => setImmediate(resolve));
      page = await from.read({limit: pageRows, before: last});
    }
    if (reading !== from) return;
    await putGaps(from);
    warn(from);
    parts.onChange();
  };
  const look = async (from: TimelineStore) => {
    const before = loaded.came.length + loaded.went.length;
    for (;;) {
      const arrivals = await from.arrivals(cursor, pageRows);
      if (reading !== from) return;
      cursor = arrivals.cursor;
      arrivals.came.forEach(put);
      if (arrivals.came.length < pageRows) break;
    }
    await putGaps(from);
    if (reading === from && loaded.came.length + loaded.went.length !== before) parts.onChange();
  };
  const warn = (from: TimelineStore) => {
    if (from.keeping.kind !== 'memory' || warnedOf === from) return;
    warnedOf = from;
    parts.warn(`what happens is not kept: ${from.keeping.reason}`);
  };
  const drop = () => {
    reading = null;
    cancel?.();
    cancel = null;
    loaded = nothingLoaded();
  };
  const lookAgain = async () => {
    cancel = null;
    const from = reading;
    if (from === null) return;
    if (!parts.isWanted()) return drop();
    isLooking = true;
    await look(from);
    warn(from);
    isLooking = false;
    lookIn(pollMs);
  };
  const lookIn = (ms: number) => {
    if (reading === null || isLooking) return;
    cancel?.();
    cancel = after(ms, () => void lookAgain());
  };
  const lookSoon = () => {
    if (isSoon) return;
    isSoon = true;
    after(pauseMs, () => {
      isSoon = false;
      lookIn(0);
    });
  };
  const begin = () => {
    const {store} = timeline;
    if (store === null || store === reading) return;
    loaded = nothingLoaded();
    reading = store;
    void load(store).then(() => lookIn(pollMs));
  };
  const stop = timeline.onNews(entries => {
    if (entries === null) {
      drop();
      parts.onChange();
      if (parts.isWanted()) begin();
    } else lookSoon();
  });

  return {
    all() {
      begin();
      return [...loaded.byKey.values()];
    },
    get: key => loaded.byKey.get(key),
    follow() {
      let followed = loaded;
      let came = loaded.came.length;
      let went = loaded.went.length;
      return (): Arrivals<TimelineRow> | null => {
        if (followed !== loaded) {
          followed = loaded;
          [came, went] = [loaded.came.length, loaded.went.length];
          return null;
        }
        const arrivals = {came: loaded.came.slice(came), went: loaded.went.slice(went)};
        [came, went] = [loaded.came.length, loaded.went.length];
        return {...arrivals, came: arrivals.came.filter(row => loaded.byKey.get(rowKey(row)) === row)};
      };
    },
    note() {
      if (timeline.store === null) return 'It is not known yet which swarm this is.';
      const {keeping} = timeline.store;
      return keeping.kind === 'memory' && keeping.reason !== '' ? `Not kept: ${keeping.reason}.` : '';
    },
    close() {
      stop();
      drop();
    },
  };
};

/** What was read; arrivals are added to the ends, so that whoever follows remembers places. */
interface Loaded {
  readonly byId: Map<string, TimelineRow>;
  readonly byKey: Map<string, TimelineRow>;
  readonly came: TimelineRow[];
  readonly went: string[];
}

const nothingLoaded = (): Loaded => ({byId: new Map(), byKey: new Map(), came: [], went: []});
