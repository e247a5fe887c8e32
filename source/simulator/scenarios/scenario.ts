import type {NodeOptions} from '../swarm/join-node.ts';
import type {Stage} from './stage.ts';

/** Something that happens, so long after the demo was opened; what came before it has a negative time. */
export interface Beat {
  readonly atMs: number;
  readonly run: (stage: Stage) => void;
}

/** A swarm with a past and a story. It always goes the same way for the same seed. */
export interface Scenario {
  readonly nodes: readonly NodeOptions[];
  /** In order of time. The first beat is when the swarm was founded. */
  readonly beats: readonly Beat[];
}

const secondMs = 1_000;
const dayMs = 86_400_000;

/** So many days before the demo was opened. */
export const daysAgo = (days: number, run: Beat['run']): Beat => ({atMs: -days * dayMs, run});

/** So many seconds after the demo was opened. */
export const after = (seconds: number, run: Beat['run']): Beat => ({atMs: seconds * secondMs, run});

/** Something that recurs: first after so many seconds, then every so many, so many times. */
export const recurring = (
  {firstSeconds, everySeconds, times}: {firstSeconds: number; everySeconds: number; times: number},
  run: (stage: Stage, round: number) => void,
): readonly Beat[] =>
  Array.from({length: times}, (_, round) =>
    after(firstSeconds + round * everySeconds, stage => run(stage, round)),
  );
