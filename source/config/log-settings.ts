import {objectOf, setting, wholeNumber} from './shape.ts';

/** What is kept of logs. */
export interface LogSettings {
  readonly memoryMb: number;
}

const memoryMb = setting(
  'memoryMb',
  wholeNumber(4, 4_096),
  64,
  'MiB of memory for the lines of all open logs together. When they are full, the oldest lines make room, and the pane says how many.',
);
const logsInner = [memoryMb];
/** How much of logs is kept. */
export const logs = setting<LogSettings>(
  'logs',
  objectOf(logsInner, read => ({memoryMb: read(memoryMb)})),
  {memoryMb: memoryMb.fallback},
  'How much of logs is kept in memory.',
  logsInner,
);
