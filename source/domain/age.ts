const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long, in its largest unit: `<1m`, `5m`, `3h`, `2d`. A clock that runs ahead gives `<1m`. */
export function ageInWords(ms: number): string {
  if (ms < minuteMs) return '<1m';
  const unitMs = unitOf(ms);
  return `${Math.floor(ms / unitMs)}${unitMs === dayMs ? 'd' : unitMs === hourMs ? 'h' : 'm'}`;
}

/** How long ago: `just now`, `5m ago`. */
export const agoInWords = (ms: number): string => (ms < minuteMs ? 'just now' : `${ageInWords(ms)} ago`);

/** Since when something is so: `just now`, `since 5m`. */
export const sinceInWords = (ms: number): string => (ms < minuteMs ? 'just now' : `since ${ageInWords(ms)}`);

/** How long until the label of this age changes: before that there is nothing to paint anew. */
export function nextAgeChangeMs(ms: number): number {
  if (ms < minuteMs) return minuteMs - ms;
  const unitMs = unitOf(ms);
  return unitMs - (ms % unitMs);
}

function unitOf(ms: number): number {
  return ms >= dayMs ? dayMs : ms >= hourMs ? hourMs : minuteMs;
}
