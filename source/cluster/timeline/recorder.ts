import type {Fact, NewEntry, TimelineEntry} from '../../domain/timeline/entry.ts';
import type {ClusterStore, Touched} from '../../store/cluster-store.ts';
import {createStormHold} from '../../store/timeline/storm-hold.ts';
import {createSwarmWatch, type SwarmWatch} from '../../store/timeline/swarm-watch.ts';
import type {TimelineStore} from '../../store/timeline/timeline-store.ts';
import {type Coverage, createCoverage, type RecorderClock} from './coverage.ts';

export interface RecorderParts {
  readonly store: ClusterStore;
  readonly timeline: TimelineStore;
  readonly clock: RecorderClock;
  /** Tells this recorder from others. */
  readonly id: string;
  /** Called with what was news. */
  readonly onNews: (entries: readonly TimelineEntry[]) => void;
  /** Called every some seconds while it records. */
  readonly onBeat: () => void;
}

/** Writes down what happens in one swarm, for as long as it is open. */
export interface Recorder {
  /** Adds what others tell, such as the journal. */
  add(entries: readonly NewEntry[]): void;
  /** Writes what is still held. */
  close(): Promise<void>;
}

/** How often it is written down that somebody looks; what a console that was killed saw last is known that well. */
const beatMs = 10_000;
/** Rows in one transaction: a few milliseconds. */
const batchRows = 200;
/** Of the tasks that changed before anybody looked, the newest so many. */
const mostLate = 5_000;
/** Objects that are looked at in one turn: about a millisecond. */
const objectsInTurn = 100;

/** Begins to record a swarm whose lists were had; what is known already is read from the timeline. */
export const startRecorder = async (parts: RecorderParts): Promise<Recorder> => {
  const {store, timeline, clock} = parts;
  const coverage = createCoverage({...parts, untilMs: await timeline.coveredUntil()});
  const writer = createWriter(timeline, coverage, parts.onNews);
  const hold = createStormHold(writer.settle);
  let isBeginning = true;
  let cancelTake: (() => void) | null = null;

  const take = () => {
    cancelTake = null;
    writer.add(hold.take(clock.now()));
    takeSoon();
  };
  const takeSoon = () => {
    const {dueMs} = hold;
    if (dueMs === null || cancelTake !== null) return;
    cancelTake = clock.after(Math.max(0, dueMs - clock.now()), take);
  };
  const watch: SwarmWatch = createSwarmWatch({
    store,
    facts: await timeline.facts(),
    horizonMs: coverage.horizonMs,
    now: clock.now,
    tell(happening) {
      hold.hold(happening, clock.now());
      if (!isBeginning) takeSoon();
    },
    settle: writer.settle,
  });
  const stop = store.onChange((touched: Touched) => {
    if (touched.other.has('connection') || touched.other.has('freshness')) coverage.check();
    watch.look(touched);
  });
  await inTurns(watch.begin(mostLate), () => undefined);
  await inTurns(hold.takeParts(), writer.add);
  isBeginning = false;
  takeSoon();

  const beat = () => {
    coverage.beat();
    parts.onBeat();
    cancelBeat = clock.after(beatMs, beat);
  };
  let cancelBeat = clock.after(0, beat);
  return {
    add: writer.add,
    async close() {
      stop();
      cancelBeat();
      cancelTake?.();
      writer.add(hold.takeAll());
      coverage.end();
      await writer.idle();
    },
  };
};

/** Ten thousand tasks at once would hold up the screen just when it shows their list. */
const inTurns = async <Part>(parts: Iterable<Part>, take: (part: Part) => void): Promise<void> => {
  let count = 0;
  for (const part of parts) {
    take(part);
    count += 1;
    if (count % objectsInTurn === 0) await new Promise(resolve => setImmediate(resolve));
  }
};

/** Writes in batches, one after another, each in a turn of the event loop of its own. */
const createWriter = (
  timeline: TimelineStore,
  coverage: Coverage,
  onNews: (entries: readonly TimelineEntry[]) => void,
) => {
  let entries: NewEntry[] = [];
  let facts: Fact[] = [];
  let running: Promise<void> | null = null;

  const write = async () => {
    while (entries.length > 0 || facts.length > 0) {
      await new Promise(resolve => setImmediate(resolve));
      const learned = facts;
      facts = [];
      if (learned.length > 0) await timeline.settle(learned);
      const batch = entries.slice(0, batchRows);
      entries = entries.slice(batchRows);
      if (batch.length === 0) continue;
      const news = await timeline.add(batch);
      if (news.length > 0) onNews(news);
    }
    running = null;
  };
  const begin = () => {
    running ??= write();
  };
  return {
    add(more: readonly NewEntry[]) {
      if (more.length === 0) return;
      // Events and the journal have their own times; a list only tells what has become of things.
      for (const entry of more)
        entries.push(
          entry.source !== 'list' || coverage.wasSeen(entry.timeMs) ? entry : {...entry, isLate: true},
        );
      begin();
    },
    settle(fact: Fact) {
      facts.push(fact);
      begin();
    },
    async idle() {
      await running;
    },
  };
};
