import type {Verdict} from '../domain/verdict.ts';
import type {Span} from '../ui/span.ts';
import {levelLooks} from './glyphs.ts';

/** A verdict in one cell: its glyph and its worst reason in words. */
export const healthCell = ({health}: {readonly health: Verdict}): Span => {
  const {glyph, word, tone} = levelLooks[health.level];
  return {text: `${glyph} ${health.reasons[0] ?? word}`, tone};
};
