/** The semantic colours of a theme: what a thing means, never how it looks. A theme gives each of them a colour. */
export const tones = [
  'text',
  'muted',
  'strong',
  'title',
  'accent',
  'ok',
  'info',
  'warning',
  'critical',
  'unknown',
  'border',
  'borderFocused',
  'header',
  'columnHeader',
  'selection',
  'mark',
  'match',
  'key',
  'keyDisabled',
  'stale',
] as const;

export type Tone = (typeof tones)[number];
