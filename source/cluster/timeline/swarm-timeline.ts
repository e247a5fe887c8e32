import type {Journal} from '../../actions/journal/journal.ts';
import {recordEntries} from '../../actions/journal/timeline-entries.ts';
import type {NewEntry, TimelineEntry} from '../../domain/timeline/entry.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {TimelineStore} from '../../store/timeline/timeline-store.ts';
import {isTelling, type RecorderClock} from './coverage.ts';
import {type Recorder, startRecorder} from './recorder.ts';

/** The timeline of the swarm that is connected now, written down for as long as it is open. */
export interface SwarmTimeline {
  /** Null until it is known which swarm it is. */
  readonly store: TimelineStore | null;
  /** Adds what the swarm itself does not tell; dropped while no swarm is known. */
  add(entries: readonly NewEntry[]): void;
  /** Called with what was news; with null when another swarm's timeline took the place of this one. */
  onNews(listener: (entries: readonly TimelineEntry[] | null) => void): () => void;
  close(): Promise<void>;
}

export interface SwarmTimelineParts {
  readonly store: ClusterStore;
  /** Opens what is kept of a swarm; null: the engine does not say which one it is of. */
  readonly open: (clusterId: string | null) => TimelineStore;
  readonly journal: Pick<Journal, 'list'>;
  /** Changes when the journal does. */
  readonly journalStamp: () => string;
  readonly clock: RecorderClock;
  readonly newId: () => string;
}

interface Present {
  readonly swarm: string;
  readonly timeline: TimelineStore;
  /** Null while it is begun. */
  recorder: Recorder | null;
}

export const recordSwarm = (parts: SwarmTimelineParts): SwarmTimeline => {
  const {store, clock} = parts;
  const listeners = new Set<(entries: readonly TimelineEntry[] | null) => void>();
  let present: Present | null = null;
  let isClosed = false;
  const tell = (entries: readonly TimelineEntry[] | null) => {
    for (const listener of [...listeners]) listener(entries);
  };

  const leave = async (left: Present | null) => {
    if (left === null) return;
    await left.recorder?.close();
    left.timeline.close();
  };
  const begin = async (swarm: string, clusterId: string | null) => {
    const timeline = parts.open(clusterId);
    const begun: Present = {swarm, timeline, recorder: null};
    present = begun;
    tell(null);
    const records = createRecordTeller(parts, clusterId);
    const recorder = await startRecorder({
      ...{store, timeline, clock, id: parts.newId()},
      onNews(entries) {
        if (present === begun) tell(entries);
      },
      onBeat() {
        begun.recorder?.add(records());
      },
    });
    begun.recorder = recorder;
    recorder.add(records());
    if (present !== begun || isClosed) await leave(begun);
  };
  const check = () => {
    if (isClosed || store.engineInfo === null || !isTelling(store)) return;
    const {clusterId} = store.engineInfo;
    const swarm = clusterId ?? `${store.connection.context} ${store.connection.host}`;
    if (present?.swarm === swarm) return;
    const left = present;
    void begin(swarm, clusterId);
    if (left?.recorder !== null) void leave(left);
  };
  // In a turn of its own: to open the file takes 10 ms, and the store was told of many objects in this one.
  let cancelCheck: (() => void) | null = null;
  const checkSoon = () => {
    cancelCheck ??= clock.after(0, () => {
      cancelCheck = null;
      check();
    });
  };
  const stop = store.onChange(({other}) => {
    if (other.has('engine') || other.has('connection') || other.has('freshness')) checkSoon();
  });
  checkSoon();

  return {
    get store() {
      return present?.timeline ?? null;
    },
    add: entries => present?.recorder?.add(entries),
    onNews(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      isClosed = true;
      stop();
      cancelCheck?.();
      if (present?.recorder) await leave(present);
    },
  };
};

/** Gives what the journal has of this swarm that was not given before; commands write to it as well. */
const createRecordTeller = (
  {journal, journalStamp}: Pick<SwarmTimelineParts, 'journal' | 'journalStamp'>,
  clusterId: string | null,
): (() => readonly NewEntry[]) => {
  const told = new Set<string>();
  let stamp: string | null = null;
  return () => {
    const now = journalStamp();
    if (now === stamp) return [];
    stamp = now;
    return journal
      .list()
      .filter(({where}) => where.cluster === clusterId)
      .flatMap(recordEntries)
      .filter(({id}) => {
        if (told.has(id)) return false;
        told.add(id);
        return true;
      });
  };
};
