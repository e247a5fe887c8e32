import {objectOf, setting, wholeNumber} from './shape.ts';

/** Milliseconds, by the names that the feeds have for them. */
export interface PollSettings {
  readonly checkMs: number;
  readonly movingMs: number;
  readonly nodesMs: number;
  readonly allTasksMs: number;
}

const checkMs = setting(
  'checkMs',
  wholeNumber(1000, 60_000),
  5000,
  'Milliseconds between two looks at the counts of all services, which tell whose tasks have moved.',
);
const movingMs = setting(
  'movingMs',
  wholeNumber(200, 60_000),
  400,
  'Milliseconds to the next look at the tasks of a service that moves; it grows while nothing changes.',
);
const nodesMs = setting(
  'nodesMs',
  wholeNumber(5000, 600_000),
  60_000,
  'Milliseconds between two lists of the nodes at rest: a node that dies has an event, a manager that the others cannot reach has none.',
);
const allTasksMs = setting(
  'allTasksMs',
  wholeNumber(10_000, 3_600_000),
  60_000,
  'Milliseconds between two lists of every task at rest.',
);
const pollInner = [checkMs, movingMs, nodesMs, allTasksMs];
/** How often the engine is asked. */
export const poll = setting<PollSettings>(
  'poll',
  objectOf(pollInner, read => ({
    checkMs: read(checkMs),
    movingMs: read(movingMs),
    nodesMs: read(nodesMs),
    allTasksMs: read(allTasksMs),
  })),
  {
    checkMs: checkMs.fallback,
    movingMs: movingMs.fallback,
    nodesMs: nodesMs.fallback,
    allTasksMs: allTasksMs.fallback,
  },
  'How often the engine is asked where Docker sends no events. Longer is easier on a manager, and slower to see.',
  pollInner,
);
