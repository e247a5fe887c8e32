const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** Bytes as the docker CLI writes them: `512MiB`, `7.6GiB`. */
export const bytesInWords = (bytes: number): string => {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 1024 && unit < binaryUnits.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 10 || Number.isInteger(value) ? 0 : 1;
  return `${value.toFixed(digits)}${binaryUnits[unit] ?? 'B'}`;
};

/** Billionths of a processor as processors: `0.5`, `2`. */
export const cpusInWords = (nanoCpus: number): string => String(Math.round(nanoCpus / 1e7) / 100);

/** Nanoseconds, as the engine gives durations, as the docker CLI writes them: `500ms`, `10s`, `1m30s`, `2h`. */
export const durationInWords = (nanoseconds: number): string => {
  const ms = Math.round(nanoseconds / 1e6);
  if (ms < 1000) return ms === 0 ? '0s' : `${ms}ms`;
  const seconds = Math.round(ms / 100) / 10;
  if (seconds < 60) return `${seconds}s`;
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'm'],
    [whole % 60, 's'],
  ] as const;
  return parts.map(([count, unit]) => (count === 0 ? '' : `${count}${unit}`)).join('');
};

/** `1 task`, `2 tasks`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const two = (value: number): string => String(value).padStart(2, '0');

/** Date and time of this machine's time zone, to the second: `2026-11-23 12:00:03`. */
export const timeInWords = (timeMs: number): string => {
  const time = new Date(timeMs);
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${date} ${clockInWords(timeMs)}`;
};

/** Time of day of this machine's time zone: `12:00:03`. */
export const clockInWords = (timeMs: number): string => {
  const time = new Date(timeMs);
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
};
