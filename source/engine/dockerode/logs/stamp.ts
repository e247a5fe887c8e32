const zero = 48;

const twoDigits = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) - zero) * 10 + (bytes[at + 1] ?? 0) - zero;

/** Days since the epoch, by the civil calendar: `Date.UTC` on texts costs ten times as much, and this is done for every line. */
const daysOf = (year: number, month: number, day: number): number => {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

const punctuation: readonly (readonly [number, number])[] = [
  [4, 0x2d],
  [7, 0x2d],
  [10, 0x54],
  [13, 0x3a],
  [16, 0x3a],
];
const digitPlaces = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18];

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

const looksLikeOne = (bytes: Uint8Array, at: number): boolean => {
  for (const place of digitPlaces) if (!isDigit(bytes[at + place])) return false;
  for (const [place, byte] of punctuation) if (bytes[at + place] !== byte) return false;
  return true;
};

/** A moment, and where the text goes on behind it. */
export interface Stamp {
  readonly timeMs: number;
  readonly nanos: number;
  readonly end: number;
}

/** The moment before a line (`2026-11-23T12:54:54.081921624Z `); null where none stands. The engine writes UTC. */
export const readStamp = (bytes: Uint8Array, at: number): Stamp | null => {
  if (!looksLikeOne(bytes, at)) return null;
  let place = at + 19;
  let fraction = 0;
  let digits = 0;
  if (bytes[place] === 0x2e) {
    place += 1;
    for (; digits < 9 && isDigit(bytes[place]); place += 1, digits += 1)
      fraction = fraction * 10 + (bytes[place] ?? zero) - zero;
  }
  if (bytes[place] !== 0x5a || bytes[place + 1] !== 0x20) return null;
  const billionths = fraction * 10 ** (9 - digits);
  const year = twoDigits(bytes, at) * 100 + twoDigits(bytes, at + 2);
  const days = daysOf(year, twoDigits(bytes, at + 5), twoDigits(bytes, at + 8));
  const seconds =
    days * 86_400 +
    twoDigits(bytes, at + 11) * 3_600 +
    twoDigits(bytes, at + 14) * 60 +
    twoDigits(bytes, at + 17);
  const ms = Math.floor(billionths / 1e6);
  return {timeMs: seconds * 1_000 + ms, nanos: billionths - ms * 1e6, end: place + 2};
};
