import cliTruncate from 'cli-truncate';
import wrapAnsi from 'wrap-ansi';
import {stringWidth} from '../../text/width.ts';
import {edge, type InkNode, type LayoutNode, type TextNode} from './ink-tree.ts';

/** Everything that is not an SGR sequence but begins like one, and controls that take no cell. */
const notShown =
  /\x1b\[[\d;:<=>?]*[ -/]*[@-ln-~]|\x1b\[[\d;]*[:<=>?][\d;:<=>?]*m|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b(?!\[)[ -/]*[0-~]?|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]/g;
const hasControls = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;

function clean(text: string): string {
  return hasControls.test(text) ? text.replaceAll('\r\n', '\n').replace(notShown, '') : text;
}

/** The text of a node and of the text nodes within it, each with its own transform applied. */
function squashedText(node: InkNode): string {
  const text = clean(node.childNodes.map(child => partText(child)).join(''));
  return node.nodeName === 'ink-text' && text.includes('\t')
    ? wrapAnsi(text, Number.POSITIVE_INFINITY, {trim: false})
    : text;
}

function partText(child: InkNode | TextNode): string {
  if (child.nodeName === '#text') return child.nodeValue;
  if (child.isHidden === true) return '';
  const text = squashedText(child);
  const transform = child.internal_transform;
  if (text === '' || transform === undefined) return text;
  return text.split('\n').map(transform).join('\n');
}

function availableWidth(layout: LayoutNode): number {
  return (
    layout.getComputedWidth() -
    layout.getComputedPadding(edge.left) -
    layout.getComputedPadding(edge.right) -
    layout.getComputedBorder(edge.left) -
    layout.getComputedBorder(edge.right)
  );
}

const truncatePositions = {
  truncate: 'end',
  'truncate-end': 'end',
  'truncate-middle': 'middle',
  'truncate-start': 'start',
} as const;

function isTruncation(mode: unknown): mode is keyof typeof truncatePositions {
  return typeof mode === 'string' && mode in truncatePositions;
}

function widestLine(text: string): number {
  return Math.max(...text.split('\n').map(stringWidthOfStyled));
}

const sgr = /\x1b\[[\d;]*m/g;

function stringWidthOfStyled(line: string): number {
  return stringWidth(line.replace(sgr, ''));
}

/** The text of a laid-out node in the lines that Ink measured. */
export function fittedText(node: InkNode, layout: LayoutNode): string {
  const text = squashedText(node);
  const width = availableWidth(layout);
  if (text === '' || widestLine(text) <= width) return text;
  const mode = node.style['textWrap'] ?? 'wrap';
  if (isTruncation(mode)) {
    const position = truncatePositions[mode];
    return text
      .split('\n')
      .map(line => cliTruncate(line, width, {position}))
      .join('\n');
  }
  // With no room a text keeps its own width, as any content that does not fit.
  if (width <= 0) return text;
  return wrapAnsi(text, Math.max(1, width), {trim: false, hard: true, wordWrap: mode !== 'hard'});
}
