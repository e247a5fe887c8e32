import type {Lab} from '../lab/lab.ts';
import type {Console} from './console.ts';

/** What a journey may do to a cluster. A lab can do it; so can anything that speaks the Engine API and can fail. */
export type JourneyCluster = Pick<
  Lab,
  | 'nodes'
  | 'dockerHost'
  | 'api'
  | 'image'
  | 'start'
  | 'stop'
  | 'kill'
  | 'restartDaemon'
  | 'freeze'
  | 'thaw'
  | 'partition'
  | 'heal'
  | 'listNodes'
  | 'leader'
  | 'waitReady'
>;

/** A person's way through the console while something happens to the cluster. */
export type Journey = (on: {readonly console: Console; readonly cluster: JourneyCluster}) => Promise<void>;
