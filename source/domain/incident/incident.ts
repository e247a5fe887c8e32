import type {Finding} from '../summaries.ts';

/** An object whose logs and specs are wanted although no finding may name it. */
export interface IncidentObject {
  readonly kind: 'service' | 'node' | 'task' | 'stack';
  readonly id: string;
  readonly name: string;
}

/** That an incident was begun, and perhaps ended: what is on the disk whatever becomes of the programs. */
export interface IncidentMark {
  /** Name of its folder. */
  readonly id: string;
  readonly name: string;
  /** Milliseconds since the epoch, as all times of an incident. */
  readonly startedMs: number;
  /** Null while it is open. */
  readonly stoppedMs: number | null;
  /** Who began it, as the journal tells people. */
  readonly startedBy: string;
  readonly context: string;
  readonly host: string;
  /** Id of the swarm; null where no manager answered when it was begun. */
  readonly cluster: string | null;
  /** Names as they were given, of objects beside those with findings. */
  readonly named: readonly string[];
}

/** A finding as it was at one moment, with what it touched then. */
export interface RecordedFinding
  extends Pick<Finding, 'key' | 'level' | 'object' | 'title' | 'reason' | 'sinceMs'> {
  readonly isHint: boolean;
  readonly blastRadius: string;
}

/** One line of the record of findings. */
export type FindingRecord =
  /** Somebody began to look; of what stood open before, only these findings are still there. */
  | {readonly kind: 'begin'; readonly atMs: number; readonly keys: readonly string[]}
  | {readonly kind: 'came' | 'changed'; readonly atMs: number; readonly finding: RecordedFinding}
  | {readonly kind: 'gone'; readonly atMs: number; readonly key: string}
  /** Somebody still looks, and nothing is another. */
  | {readonly kind: 'look'; readonly atMs: number}
  /** Nobody looks from here on. */
  | {readonly kind: 'end'; readonly atMs: number};
