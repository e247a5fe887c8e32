import {memo} from 'react';
import {lineWidth} from './line-text.ts';
import {Lines} from './lines.tsx';
import type {Line, Span} from './span.ts';

/** A key and what it does now. */
export interface KeyHint {
  /** As it is shown, e.g. `d`, `^r`, `<tab>`. */
  readonly keys: string;
  readonly title: string;
  /** Why it cannot be done now; null when it can. */
  readonly disabledReason: string | null;
}

const gap: Span = {text: '  '};

function hintLine(hint: KeyHint): Line {
  const isDisabled = hint.disabledReason !== null;
  return [
    {text: hint.keys, tone: isDisabled ? 'keyDisabled' : 'key', bold: !isDisabled},
    {text: ` ${hint.title}`, tone: isDisabled ? 'keyDisabled' : 'text'},
    // Without colours a disabled key must still look like one.
    ...(isDisabled ? [{text: '✗', tone: 'keyDisabled'} as const] : []),
  ];
}

/** As many hints as fit whole, first ones first; the last ones (help, say) can be kept by `keep`. */
function footerLine(hints: readonly KeyHint[], width: number, keep: number, status: string): Line {
  const kept = hints.slice(hints.length - keep).map(hintLine);
  const keptWidth = kept.reduce((sum, line) => sum + lineWidth(line) + 2, 0);
  const line: Span[] = [
    {text: ' '},
    ...(status === '' ? [] : [{text: `◐ ${status}`, tone: 'info'} as const, gap]),
  ];
  for (const hint of hints.slice(0, hints.length - keep)) {
    const next = [...hintLine(hint), gap];
    if (lineWidth(line) + lineWidth(next) + keptWidth - 2 > width) break;
    line.push(...next);
  }
  return [...line, ...kept.flatMap((part, index) => (index === 0 ? part : [gap, ...part]))];
}

/** The row of keys that mean something now; made anew for other hints only. */
export const Footer = memo(function Footer(props: {
  readonly hints: readonly KeyHint[];
  /** How many of the last hints stay whatever the width. */
  readonly keep?: number;
  /** What is going on, before the keys. */
  readonly status?: string | null;
  readonly width: number;
}) {
  return (
    <Lines
      lines={[footerLine(props.hints, props.width, props.keep ?? 0, props.status ?? '')]}
      width={props.width}
    />
  );
});
