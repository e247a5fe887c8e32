import {graphemes, stringWidth} from '../terminal/text/width.ts';
import {dropLine, fitLine, lineWidth} from './line-text.ts';
import {Lines} from './lines.tsx';
import type {Line} from './span.ts';
import type {TextField} from './text-field.ts';

export interface PromptProps {
  /** Before the text, e.g. `:` or `/`. */
  readonly label: string;
  readonly field: TextField;
  /** Shown behind the text in muted tone: the rest of a completion, or what may be typed. */
  readonly hint?: string;
  /** What is wrong with the text; takes the hint's place. */
  readonly problem?: string | null;
  readonly width: number;
}

/** The prompt's one line; scrolls sideways so that the cursor is always in view. */
export function promptLine({label, field, hint = '', problem = null, width}: PromptProps): Line {
  const parts = graphemes(field.text);
  const before = parts.slice(0, field.cursor).join('');
  const isAtEnd = field.cursor >= parts.length;
  const caret = isAtEnd ? (problem ? ' ' : (graphemes(hint)[0] ?? ' ')) : (parts[field.cursor] ?? ' ');
  const after = isAtEnd ? '' : parts.slice(field.cursor + 1).join('');
  const rest = isAtEnd ? graphemes(hint).slice(1).join('') : hint;
  const room = Math.max(1, width - stringWidth(label));
  const hidden = Math.max(0, lineWidth([{text: before}]) + stringWidth(caret) - room);
  const text: Line = [
    {text: before},
    {text: caret, under: 'selection', tone: isAtEnd && hint ? 'muted' : 'text'},
    {text: after},
    problem ? {text: `  ${problem}`, tone: 'critical'} : {text: rest, tone: 'muted'},
  ];
  return fitLine([{text: label, tone: 'key', bold: true}, ...dropLine(text, hidden)], width);
}

/** A line to type into. The text itself is held by the caller and changed with `editField`. */
export function Prompt(props: PromptProps) {
  return <Lines lines={[promptLine(props)]} width={props.width} />;
}
