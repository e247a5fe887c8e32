import type {TimelineEntry} from '../../domain/timeline/entry.ts';
import type {Line} from '../../ui/span.ts';
import {clockInWords, timeInWords} from '../quantities.ts';
import {severityLooks} from './timeline-row.ts';

const dayMs = 86_400_000;

/** The newest entries of an object, as the end of a page about it; none where nothing is known. */
export const recentLines = (entries: readonly TimelineEntry[], nowMs: number): readonly Line[] =>
  entries.length === 0
    ? []
    : [
        [],
        [
          {text: 'Timeline', tone: 'title', bold: true},
          {text: '  t', tone: 'key', bold: true},
          {text: ' shows all', tone: 'muted'},
        ],
        ...entries.map(entry => recentLine(entry, nowMs)),
      ];

const recentLine = ({timeMs, severity, title, detail}: TimelineEntry, nowMs: number): Line => {
  const {glyph, tone} = severityLooks[severity];
  return [
    {text: `  ${nowMs - timeMs < dayMs ? clockInWords(timeMs) : timeInWords(timeMs)}`, tone: 'muted'},
    {text: ` ${glyph} ${title}`, tone},
    ...(detail === '' ? [] : [{text: `  ${detail}`, tone: 'muted' as const}]),
  ];
};
