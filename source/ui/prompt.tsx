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

/** A prompt's line, and the cell of it in which the terminal's cursor belongs. */
interface PromptLine {
  readonly line: Line;
  readonly caretColumn: number;
}

/**
 * The prompt's one line; scrolls sideways so that the cursor is always in view. The cursor is the terminal's own, because
 * input methods open their window where it is.
 */
export function promptLine({label, field, hint = '', problem = null, width}: PromptProps): PromptLine {
  const parts = graphemes(field.text);
  const before = parts.slice(0, field.cursor).join('');
  const under = parts[field.cursor] ?? ' ';
  const labelWidth = stringWidth(label);
  const room = Math.max(1, width - labelWidth);
  const cells = lineWidth([{text: before}]);
  const hidden = Math.max(0, cells + stringWidth(under) - room);
  const text: Line = [
    {text: field.text},
    problem ? {text: `  ${problem}`, tone: 'critical'} : {text: hint, tone: 'muted'},
  ];
  return {
    line: fitLine([{text: label, tone: 'key', bold: true}, ...dropLine(text, hidden)], width),
    caretColumn: Math.min(Math.max(0, width - 1), labelWidth + cells - hidden),
  };
}

/** A line to type into. The text itself is held by the caller and changed with `editField`. */
export function Prompt(props: PromptProps) {
  const {line, caretColumn} = promptLine(props);
  return <Lines lines={[line]} width={props.width} caret={{column: caretColumn, row: 0}} />;
}
