import {type ChecklistItem, itemSeconds, shownItems} from '../../actions/procedure/checklist.ts';
import type {ProcedurePlan, ProcedureStep} from '../../actions/procedure/procedure.ts';
import type {Level} from '../../domain/verdict.ts';
import {levelLooks} from '../../panes/glyphs.ts';
import type {Line, Span} from '../../ui/span.ts';

const conditions: Readonly<Record<ProcedureStep['when'], string>> = {
  ahead: '',
  always: '  whatever happens',
  rescue: '  only after a failure',
};

/** The steps of a procedure before it begins. */
export const procedureSteps = ({steps}: ProcedurePlan): readonly Line[] =>
  steps.map(
    ({title, when}, index): Line => [
      {text: `${String(index + 1).padStart(2)}. `, tone: 'muted'},
      {text: title, tone: 'strong'},
      {text: conditions[when], tone: 'muted'},
    ],
  );

const levels: Readonly<Partial<Record<ChecklistItem['state'], Level>>> = {
  running: 'progress',
  done: 'ok',
  failed: 'critical',
};

/** How each step goes. */
export const checklistLines = (checklist: readonly ChecklistItem[], nowMs: number): readonly Line[] =>
  shownItems(checklist).map((item): Line => {
    const {title, state, detail} = item;
    const level = levels[state];
    const mark: Span =
      level === undefined ? {text: state === 'waiting' ? '○ ' : '– ', tone: 'muted'} : looks(level);
    const seconds = itemSeconds(item, nowMs);
    const time =
      seconds === null ? '' : state === 'running' ? `${Math.floor(seconds)} s` : `${seconds.toFixed(1)} s`;
    return [
      mark,
      {text: time.padStart(7), tone: 'muted'},
      {text: `  ${title}`, tone: state === 'waiting' || state === 'skipped' ? 'muted' : 'text'},
      {text: detail === '' ? '' : `: ${detail}`, tone: state === 'failed' ? 'critical' : 'muted'},
    ];
  });

const looks = (level: Level): Span => {
  const {glyph, tone} = levelLooks[level];
  return {text: `${glyph} `, tone};
};
