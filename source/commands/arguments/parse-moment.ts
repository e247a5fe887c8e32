const units: Readonly<Record<string, number>> = {s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000};

/** A moment as it was typed: fixed, or so long before whenever it is asked for. */
export interface TypedMoment {
  readonly kind: 'at' | 'ago';
  readonly ms: number;
}

/** `90s`, `10m`, `1h30m`, `2d` ago, an ISO time, or seconds since the epoch; null: none of these. */
export function parseMoment(text: string): TypedMoment | null {
  const given = text.trim();
  if (/^(?:\d+(?:\.\d+)?[smhd])+$/.test(given)) {
    const parts = [...given.matchAll(/(\d+(?:\.\d+)?)([smhd])/g)];
    const ms = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? 0), 0);
    return {kind: 'ago', ms};
  }
  if (/^\d{9,11}(?:\.\d+)?$/.test(given)) return {kind: 'at', ms: Math.round(Number(given) * 1_000)};
  // Without its time of day a date is read as UTC, with one as local: that is how docker reads them, too.
  if (!/^\d{4}-\d{2}-\d{2}/.test(given)) return null;
  const ms = Date.parse(given.replace(' ', 'T'));
  return Number.isNaN(ms) ? null : {kind: 'at', ms};
}

/** In milliseconds since the epoch. */
export function momentMs({kind, ms}: TypedMoment, nowMs: number): number {
  return kind === 'at' ? ms : nowMs - ms;
}
