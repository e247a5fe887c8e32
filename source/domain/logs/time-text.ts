/** How the time before a line is written. */
export type TimeForm = 'local' | 'utc' | 'relative' | 'none';

const two = (value: number): string => String(value).padStart(2, '0');

/** A line's time, of the same width for every line of one form; empty for `none`. Milliseconds are as far as people read. */
export const lineTimeText = (timeMs: number, form: TimeForm, nowMs: number): string => {
  switch (form) {
    case 'none':
      return '';
    case 'utc':
      return new Date(timeMs).toISOString().slice(0, 23).replace('T', ' ');
    case 'relative':
      return relative(nowMs - timeMs).padStart(9);
    case 'local': {
      const date = new Date(timeMs);
      const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
      const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
      return `${day} ${time}.${String(date.getMilliseconds()).padStart(3, '0')}`;
    }
  }
};

const relative = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 60) return `-${seconds}s`;
  if (seconds < 3_600) return `-${Math.floor(seconds / 60)}m${two(seconds % 60)}s`;
  const hours = Math.floor(seconds / 3_600);
  if (hours < 24) return `-${hours}h${two(Math.floor((seconds % 3_600) / 60))}m`;
  return `-${Math.floor(hours / 24)}d${two(hours % 24)}h`;
};

/** To the nanosecond, as engines write it. */
export const exactTime = (timeMs: number, nanos: number): string =>
  `${new Date(timeMs).toISOString().slice(0, 23)}${String(nanos).padStart(6, '0')}Z`;
