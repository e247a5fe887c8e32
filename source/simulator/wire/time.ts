/**
 * A moment as Go writes it: RFC 3339 with nanoseconds, without trailing zeros. A swarm's clock has milliseconds; what
 * is below them comes from `grain`, so that equal moments of different objects differ as they do on an engine.
 */
export const wireTime = (ms: number, grain = 0): string => {
  const whole = Math.floor(ms);
  const fraction = `${String(((whole % 1000) + 1000) % 1000).padStart(3, '0')}${below(ms - whole, grain)}`;
  const trimmed = fraction.replace(/0+$/, '');
  const seconds = new Date(whole).toISOString().slice(0, 19);
  return trimmed === '' ? `${seconds}Z` : `${seconds}.${trimmed}Z`;
};

const below = (partOfMs: number, grain: number): string =>
  String(Math.floor(partOfMs * 1e6 + grain * 7919) % 1_000_000).padStart(6, '0');

/** What Go writes for no time. */
export const noTime = '0001-01-01T00:00:00Z';
