import {levelLooks} from '../../panes/glyphs.ts';
import {fitLine, spread} from '../../ui/line-text.ts';
import type {Line} from '../../ui/span.ts';
import type {Batch} from './batches.ts';
import {batchTitle, outcomeLevels, presentItem} from './progress-dialog.ts';

/** More actions than that are counted. */
const mostRows = 3;

/** Rows that actions on their way need above the footer. */
export const stripRows = (batches: readonly Batch[]): number => Math.min(batches.length, mostRows);

/** How each action on its way goes, newest last; how it ended, until that was seen. */
export const stripLines = (batches: readonly Batch[], nowMs: number, width: number): readonly Line[] => {
  const hidden = Math.max(0, batches.length - mostRows);
  return batches.slice(hidden).map((batch, index) => {
    const more = index === 0 && hidden > 0 ? [{text: ` +${hidden} more`, tone: 'muted' as const}] : [];
    const key = index === 0 ? [{text: '  a', tone: 'key' as const, bold: true}, {text: ' opens '}] : [];
    return fitLine(spread(batchLine(batch, nowMs), [...more, ...key], width), width);
  });
};

/** How one goes or ended, in one line. */
export const batchLine = (batch: Batch, nowMs: number): Line => {
  const item = presentItem(batch);
  const count = batch.items.length;
  const at = item === undefined ? 0 : batch.items.indexOf(item) + 1;
  const name = count > 1 && item !== undefined ? `${at}/${count} ${item.plan.title}` : batchTitle(batch);
  const {outcome = null, run = null} = item ?? {};
  if (outcome !== null && (batch.endedMs !== null || outcomeLevels[outcome.kind] !== 'ok')) {
    const {glyph, tone} = levelLooks[outcomeLevels[outcome.kind]];
    const seconds = (((batch.endedMs ?? nowMs) - batch.startedMs) / 1_000).toFixed(1);
    return [
      {text: ` ${glyph} ${outcome.kind}`, tone, bold: true},
      {text: ` after ${seconds} s: `, tone: 'muted'},
      {text: name},
      {text: `: ${outcome.message}`, tone: 'muted'},
    ];
  }
  const {glyph, tone} = levelLooks.progress;
  const {phase, detail} = run?.progress ?? {phase: 'checking', detail: ''};
  return [
    {text: ` ${glyph} ${phase}`, tone},
    {text: ` ${Math.max(0, Math.floor((nowMs - batch.startedMs) / 1_000))} s: `, tone: 'muted'},
    {text: name},
    {text: detail === '' ? '' : `: ${detail}`, tone: 'muted'},
  ];
};
