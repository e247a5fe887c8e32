import {memo} from 'react';
import {lineWidth, spread} from './line-text.ts';
import {Lines} from './lines.tsx';
import type {Line, Span} from './span.ts';

/** A part of a header row; where there is no room, the highest priority number drops first. */
export interface HeaderPart {
  readonly line: Line;
  readonly priority: number;
}

const gap: Span = {text: '   '};

function join(parts: readonly HeaderPart[]): Line {
  return parts.flatMap((part, index) => (index === 0 ? part.line : [gap, ...part.line]));
}

/** A row with parts at both ends, exactly `width` cells; parts drop whole, and only the last one left is cut. */
export function headerRow(left: readonly HeaderPart[], right: readonly HeaderPart[], width: number): Line {
  let kept = [...left, ...right].filter(part => part.line.length > 0);
  const total = () => {
    const ends = [left, right].map(side => lineWidth(join(side.filter(part => kept.includes(part)))));
    return (
      ends.reduce((sum, cells) => sum + cells, 0) + (ends.every(cells => cells > 0) ? lineWidth([gap]) : 0)
    );
  };
  while (kept.length > 1 && total() > width) {
    const worst = Math.max(...kept.map(part => part.priority));
    const index = kept.findLastIndex(part => part.priority === worst);
    kept = kept.toSpliced(index, 1);
  }
  const side = (parts: readonly HeaderPart[]) => join(parts.filter(part => kept.includes(part)));
  return spread(side(left), side(right), width);
}

/** The rows at the top of the screen. */
export const Header = memo(function Header({
  rows,
  width,
}: {
  readonly rows: readonly Line[];
  readonly width: number;
}) {
  return <Lines lines={rows} width={width} />;
});
