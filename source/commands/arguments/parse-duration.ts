const units = {ms: 1, s: 1000, m: 60_000} as const;

/** `5` (seconds), `500ms`, `20s`, `1m` in milliseconds; null when it is none of these, or nothing at all. */
export function parseDuration(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text.trim());
  const unit = match?.[2];
  const factor = unit === 'ms' || unit === 'm' ? units[unit] : units.s;
  const ms = match === null ? 0 : Math.round(Number(match[1]) * factor);
  // A longer wait than a day overflows no timer, and is surely a slip.
  return ms > 0 && ms <= 86_400_000 ? ms : null;
}
