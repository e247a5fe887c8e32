import type {Outcome} from '../../actions/run/run.ts';
import type {Level} from '../../domain/verdict.ts';
import {levelLooks} from '../../panes/glyphs.ts';
import {clockInWords} from '../../panes/quantities.ts';
import type {DialogButton} from '../../ui/dialog-layout.ts';
import type {Line} from '../../ui/span.ts';
import {hint, type OpenDialog} from '../dialogs/dialog.ts';
import type {Batch, BatchItem} from './batches.ts';
import {conflictLines, planLines} from './plan-lines.ts';
import {checklistLines} from './procedure-lines.ts';

export const outcomeLevels: Readonly<Record<Outcome['kind'], Level>> = {
  done: 'ok',
  accepted: 'ok',
  'dry-run': 'ok',
  cancelled: 'unknown',
  unfinished: 'warning',
  refused: 'critical',
  conflict: 'critical',
  failed: 'critical',
};

/** Rows of an action's log that leave room for its plan on a small screen. */
const mostTold = 8;

export interface ProgressDialogParts {
  readonly batch: Batch;
  readonly nowMs: () => number;
  readonly close: () => void;
  /** Shows what was begun next; null where nothing else goes on. */
  readonly next: (() => void) | null;
  /** Plans the same anew, on what is there now. */
  readonly again: (items: readonly BatchItem[]) => void;
}

/** Shows how actions go and how they ended. Esc leaves them running. */
export const createProgressDialog = ({batch, nowMs, close, next, again}: ProgressDialogParts): OpenDialog => {
  let selected = 'close';
  let note: Line = [];
  const buttons = (): readonly DialogButton[] => [
    {id: 'close', title: batch.endedMs === null ? 'Leave it running' : 'Close'},
    ...(batch.endedMs === null ? [{id: 'stop', title: 'Stop'}] : []),
    ...(batch.endedMs !== null && undone(batch).length > 0 ? [{id: 'again', title: 'Plan again'}] : []),
  ];
  /** A button may go while it has the keys. */
  const present = () => (buttons().some(({id}) => id === selected) ? selected : 'close');
  const press = (button: string) => {
    if (button === 'again') return again(undone(batch));
    if (button !== 'stop') return close();
    note = batch.cancel()
      ? [{text: 'stopped: what was not begun will not be', tone: 'info'}]
      : [{text: 'it has been sent: there is nothing left to stop, only to undo', tone: 'warning'}];
  };
  const move = (step: 1 | -1) => {
    const ids = buttons().map(({id}) => id);
    selected = ids[(ids.indexOf(present()) + step + ids.length) % ids.length] ?? 'close';
  };
  return {
    view: () => ({
      title: batchTitle(batch),
      body: progressLines(batch, nowMs()),
      note,
      buttons: buttons(),
      selected: present(),
    }),
    hints: () => [
      ...(buttons().length > 1 ? [hint('<tab>', 'next')] : []),
      hint('<enter>', present() === 'close' ? 'close' : present()),
      ...(next === null ? [] : [hint('a', 'another')]),
      hint('<esc>', batch.endedMs === null ? 'leave it running' : 'close'),
    ],
    key(key) {
      if (key === 'esc' || key === 'ctrl+c') return close();
      if (key === 'enter') return press(present());
      if (key === 'a') return next?.();
      if (key === 'tab' || key === 'right') move(1);
      if (key === 'shift+tab' || key === 'left') move(-1);
    },
    press,
    dismissed: () => undefined,
  };
};

/** What did not come to be, and was not begun. */
const undone = (batch: Batch): readonly BatchItem[] =>
  batch.items.filter(({outcome}) => outcome === null || outcomeLevels[outcome.kind] !== 'ok');

/** What a batch is called where there is one line for it. */
export const batchTitle = ({items}: Batch): string => {
  const [only] = items;
  if (items.length === 1 && only !== undefined) return only.plan.title;
  return `${items.length} actions`;
};

/** The action of a batch that goes on now, or that it stopped at. */
export const presentItem = ({items}: Batch): BatchItem | undefined =>
  items.find(({run, outcome}) => run !== null && outcome === null) ??
  items.findLast(({outcome}) => outcome !== null) ??
  items[0];

const progressLines = (batch: Batch, nowMs: number): readonly Line[] => {
  const seconds = Math.max(0, ((batch.endedMs ?? nowMs) - batch.startedMs) / 1_000);
  const time: Line = [
    {
      text: batch.endedMs === null ? `running for ${Math.floor(seconds)} s` : `took ${seconds.toFixed(1)} s`,
      tone: 'muted',
    },
  ];
  const blocks = batch.items.map(item => itemLines(item, batch.items.length > 1, nowMs));
  return [time, ...blocks.flatMap(block => [[], ...block])];
};

const itemLines = (item: BatchItem, isNamed: boolean, nowMs: number): readonly Line[] => {
  const {plan, run, outcome, log} = item;
  const name: readonly Line[] = isNamed ? [[{text: plan.title, tone: 'title', bold: true}]] : [];
  if (run === null) return [...name, [{text: '○ not begun', tone: 'muted'}]];
  return [
    ...name,
    // How it ended is what one looks for: it must not be below the edge of a small screen.
    ...(outcome === null ? [] : outcomeLines(outcome)),
    ...(plan.kind === 'procedure' ? checklistLines(run.checklist(), nowMs) : logLines(log)),
    // The steps of a procedure are told above already.
    ...(isNamed ? [] : [[], ...planLines(plan.kind === 'procedure' ? {...plan, steps: []} : plan)]),
  ];
};

/** The newest entries; what came before them is only counted. */
const logLines = (log: BatchItem['log']): readonly Line[] => {
  const hidden = Math.max(0, log.length - mostTold);
  return [
    ...(hidden === 0 ? [] : [[{text: `… ${hidden} earlier`, tone: 'muted' as const}]]),
    ...log
      .slice(hidden)
      .map(({atMs, text}): Line => [{text: `${clockInWords(atMs)}  `, tone: 'muted'}, {text}]),
  ];
};

const outcomeLines = ({kind, message, durationMs, notes, conflicts}: Outcome): readonly Line[] => {
  const {glyph, tone} = levelLooks[outcomeLevels[kind]];
  return [
    [
      {text: `${glyph} ${kind}`, tone, bold: true},
      {text: ` after ${(durationMs / 1_000).toFixed(1)} s: ${message}`},
    ],
    ...notes.map((text): Line => [{text: `  ${text}`}]),
    ...conflicts.flatMap(conflict => conflictLines(conflict).map((line): Line => [{text: '  '}, ...line])),
  ];
};
