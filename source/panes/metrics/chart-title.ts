import type {Line} from '../../ui/span.ts';
import type {ChartKind} from './chart-kinds.ts';
import type {Limits} from './limits.ts';

/** What is drawn, in which measure, and how it stands to the limit and to what is reserved. */
export const chartTitle = (kind: ChartKind, limits: Limits): Line => [
  {text: ` ${kind.title}`, tone: 'strong', bold: true},
  {
    text: asides(kind, limits)
      .map(aside => ` · ${aside}`)
      .join(''),
    tone: 'muted',
  },
];

const asides = (kind: ChartKind, limits: Limits): readonly string[] => {
  if (kind.title === 'CPU' && limits.isShare && limits.cpuPercent !== null)
    return [`of ${Math.round(limits.cpuPercent) / 100} cores`];
  const figure = kind.title === 'CPU' ? 'cpuPercent' : kind.title === 'Memory' ? 'memoryBytes' : null;
  if (figure === null) return [];
  const used = limits.used[figure];
  const beside = (name: string, whole: number | null, mark = '') =>
    whole === null
      ? []
      : [
          `${name} ${kind.words(whole)}${mark}${used === null ? '' : `, ${Math.round((used / whole) * 100)}% of it used`}`,
        ];
  return [
    ...(figure === 'cpuPercent' ? ['100% is one core'] : []),
    ...beside('limit', limits[figure], ' ┄'),
    ...beside('reserved', limits.reserved[figure]),
  ];
};
