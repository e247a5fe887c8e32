import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Line} from '../../ui/span.ts';
import type {ObjectRef} from '../pane.ts';
import type {StepKeys} from './step-hints.ts';

/** A line of the overview, made when it comes into view, and the object that Enter opens there, if any. */
export interface OverviewEntry {
  readonly line: Line | (() => Line);
  readonly target: ObjectRef | null;
}

export interface OverviewInput {
  readonly store: ClusterStore;
  readonly width: number;
  /** Rows that are seen without scrolling; what is only nice to have is left out when there are few. */
  readonly height: number;
  readonly nowMs: number;
  /** Which line is selected, as `targetKey` names it; null: the first that can be. */
  readonly selectedKey: string | null;
  readonly keys: StepKeys;
}
