import {ageInWords} from '../domain/age.ts';
import {naturalCompareKey} from '../domain/natural-key.ts';
import type {Level} from '../domain/verdict.ts';
import type {Column} from '../ui/column.ts';
import type {Span} from '../ui/span.ts';
import type {Tone} from '../ui/tones.ts';
import {levelLooks} from './glyphs.ts';

/** Highest time that a sort key inverts: the year 5138, in milliseconds. */
const farFuture = 1e14;

/** Newest first where everything else sorts upwards. */
export const newestFirst = (timeMs: number): string => String(farFuture - timeMs).padStart(15, '0');

/** A text with a tone, or with that of its row. */
export const toned = (text: string, tone: Tone | undefined): Span =>
  tone === undefined ? {text} : {text, tone};

/** A row in need of help is told by its name and by the cell that says why; the others keep their own looks. */
export const alarmTone = (level: Level): Tone | undefined =>
  level === 'critical' ? levelLooks.critical.tone : undefined;

/** The column that every list of named objects begins with. */
export const nameColumn = <Row>(
  name: (row: Row) => string,
  size: {readonly min: number; readonly max: number} = {min: 12, max: 48},
  tone: (row: Row) => Tone | undefined = () => undefined,
): Column<Row> => ({
  id: 'name',
  title: 'NAME',
  ...size,
  priority: 1,
  sortLetter: 'n',
  cell: row => toned(name(row), tone(row)),
  sortKey: row => naturalCompareKey(name(row)),
});

/** Age in minutes, hours and days: a quiet list stays still on the screen. */
export const ageColumn = <Row>(sinceMs: (row: Row) => number, priority: number): Column<Row> => ({
  id: 'age',
  title: 'AGE',
  min: 4,
  max: 5,
  align: 'right',
  priority,
  sortLetter: 'a',
  // A time that the engine did not give is zero, and no age at all.
  cell: (row, nowMs) => (sinceMs(row) > 0 ? ageInWords(nowMs - sinceMs(row)) : '-'),
  sortKey: row => -sinceMs(row),
});

/** The stack that an object belongs to; empty where it belongs to none. */
export const stackColumn = <Row extends {readonly stack: string | null}>(priority: number): Column<Row> => ({
  id: 'stack',
  title: 'STACK',
  min: 6,
  max: 20,
  priority,
  sortLetter: 't',
  cell: row => ({text: row.stack ?? '', tone: 'muted'}),
  sortKey: row => naturalCompareKey(row.stack ?? ''),
});

/** The first twelve characters of an id, as the docker CLI shows it. */
export const idColumn = <Row extends {readonly id: string}>(priority: number): Column<Row> => ({
  id: 'id',
  title: 'ID',
  min: 12,
  max: 12,
  priority,
  sortLetter: 'i',
  cell: row => ({text: row.id.slice(0, 12), tone: 'muted'}),
  sortKey: row => row.id,
});

/** How long ago the object was last changed. */
export const updatedColumn = <Row extends {readonly updatedAtMs: number}>(priority: number): Column<Row> => ({
  ...ageColumn<Row>(row => row.updatedAtMs, priority),
  id: 'updated',
  title: 'UPDATED',
  min: 7,
  max: 7,
  sortLetter: 'u',
});
