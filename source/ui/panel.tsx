import {Box} from 'ink';
import {type ReactNode, useMemo} from 'react';
import {stringWidth} from '../terminal/text/width.ts';
import {fitLine, lineWidth} from './line-text.ts';
import {Lines} from './lines.tsx';
import type {Line} from './span.ts';
import type {Tone} from './tones.ts';

export interface PanelProps {
  /** E.g. the pane's name, its count, the filter: joined by `─` in the top border; later ones drop first. */
  readonly title: readonly Line[];
  /** At the right end of the top border, e.g. how fresh the content is. */
  readonly right?: Line;
  /** In the bottom border, e.g. the position in a long list. */
  readonly footer?: Line;
  readonly focused: boolean;
  readonly width: number;
  readonly height: number;
  /** Gets `width - 2` × `height - 2` cells. */
  readonly children: ReactNode;
}

/** Cells that the border takes from either dimension. */
export const panelBorder = 2;

interface Border {
  readonly horizontal: string;
  readonly vertical: string;
  readonly topLeft: string;
  readonly topRight: string;
  readonly bottomLeft: string;
  readonly bottomRight: string;
}

const thin: Border = {
  horizontal: '─',
  vertical: '│',
  topLeft: '┌',
  topRight: '┐',
  bottomLeft: '└',
  bottomRight: '┘',
};

/** The focused panel is drawn heavier, so that it shows without colours too. */
const heavy: Border = {
  horizontal: '━',
  vertical: '┃',
  topLeft: '┏',
  topRight: '┓',
  bottomLeft: '┗',
  bottomRight: '┛',
};

function joinTitle(parts: readonly Line[], rule: string, tone: Tone, room: number): Line {
  const line: Line[number][] = [];
  for (const part of parts) {
    if (part.length === 0) continue;
    const next: Line = [...(line.length > 0 ? [{text: rule, tone}] : []), {text: ' '}, ...part, {text: ' '}];
    if (line.length > 0 && lineWidth([...line, ...next]) > room) break;
    line.push(...next);
  }
  return lineWidth(line) > room ? fitLine(line, room) : line;
}

/** The upper border line: `┌ Services ─ 45 ─ /api ────── live ┐`, exactly `width` cells, of which there are three at least. */
function topBorderLine(props: Pick<PanelProps, 'title' | 'right' | 'focused' | 'width'>): Line {
  const border = props.focused ? heavy : thin;
  const tone: Tone = props.focused ? 'borderFocused' : 'border';
  const room = Math.max(0, props.width - 3);
  const wanted: Line = props.right?.length ? [{text: ' '}, ...props.right, {text: ' '}] : [];
  const left = joinTitle(props.title, border.horizontal, tone, room);
  const leftWidth = lineWidth(left);
  const fits = (part: Line): boolean => leftWidth + lineWidth(part) <= room;
  // Where the whole does not fit, its first word still tells that something is not as it should be.
  const least: Line = [...wanted.slice(0, 2), {text: ' '}];
  const right = fits(wanted) ? wanted : fits(least) ? least : [];
  const rule = border.horizontal.repeat(Math.max(0, room - leftWidth - lineWidth(right)));
  const corner = border.topLeft + border.horizontal;
  return [{text: corner, tone}, ...left, {text: rule, tone}, ...right, {text: border.topRight, tone}];
}

function bottomBorderLine(props: Pick<PanelProps, 'footer' | 'focused' | 'width'>): Line {
  const border = props.focused ? heavy : thin;
  const tone: Tone = props.focused ? 'borderFocused' : 'border';
  const room = Math.max(0, props.width - 3);
  const footer = joinTitle(props.footer ? [props.footer] : [], border.horizontal, tone, room);
  const rule = border.horizontal.repeat(Math.max(0, room - lineWidth(footer)));
  const end = border.horizontal + border.bottomRight;
  return [{text: border.bottomLeft + rule, tone}, ...footer, {text: end, tone}];
}

/** A frame with a title around a widget. Below 3 × 3 cells nothing of it is shown. */
export function Panel(props: PanelProps) {
  const {focused, width, height, children} = props;
  const side = focused ? heavy.vertical : thin.vertical;
  const tone: Tone = focused ? 'borderFocused' : 'border';
  const sides = useMemo(
    () => Array.from({length: Math.max(0, height - panelBorder)}, (): Line => [{text: side, tone}]),
    [side, tone, height],
  );
  if (width < 3 || height < 3) return null;
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0}>
      <Lines lines={[topBorderLine(props)]} width={width} />
      <Box height={height - panelBorder}>
        <Lines lines={sides} width={stringWidth(side)} />
        <Box
          width={width - panelBorder}
          height={height - panelBorder}
          overflow="hidden"
          flexDirection="column"
        >
          {children}
        </Box>
        <Lines lines={sides} width={stringWidth(side)} />
      </Box>
      <Lines lines={[bottomBorderLine(props)]} width={width} />
    </Box>
  );
}
