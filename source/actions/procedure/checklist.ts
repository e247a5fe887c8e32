import type {ProcedureStep} from './procedure.ts';

type ItemState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

/** One step of a procedure and how far it has got. */
export interface ChecklistItem {
  readonly title: string;
  readonly state: ItemState;
  /** What goes on, what came of it, or why it was left out. */
  readonly detail: string;
  readonly startedMs: number | null;
  readonly endedMs: number | null;
  /** Shown only when it was needed: it puts things right after a failure. */
  readonly isRescue: boolean;
}

export const freshChecklist = (steps: readonly ProcedureStep[]): readonly ChecklistItem[] =>
  steps.map(({title, when}) => ({
    title,
    state: 'waiting',
    detail: '',
    startedMs: null,
    endedMs: null,
    isRescue: when === 'rescue',
  }));

/** What people are shown of it. */
export const shownItems = (checklist: readonly ChecklistItem[]): readonly ChecklistItem[] =>
  checklist.filter(({isRescue, state}) => !isRescue || (state !== 'waiting' && state !== 'skipped'));

/** Null while it has not begun. */
export const itemSeconds = ({startedMs, endedMs}: ChecklistItem, nowMs: number): number | null =>
  startedMs === null ? null : ((endedMs ?? nowMs) - startedMs) / 1_000;
