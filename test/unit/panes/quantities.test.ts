import {describe, expect, it} from 'vitest';
import {
  bytesInWords,
  counted,
  cpusInWords,
  durationInWords,
  timeInWords,
} from '../../../source/panes/quantities.ts';

describe('quantities', () => {
  it.each([
    [0, '0B'],
    [1023, '1023B'],
    [1024, '1KiB'],
    [512 * 1024 ** 2, '512MiB'],
    [7.6 * 1024 ** 3, '7.6GiB'],
    [16 * 1024 ** 3, '16GiB'],
  ])('writes %d bytes as the docker CLI does', (bytes, text) => {
    expect(bytesInWords(bytes)).toBe(text);
  });

  it.each([
    [500_000_000, '0.5'],
    [2_000_000_000, '2'],
    [1_250_000_000, '1.25'],
  ])('writes %d billionths of a processor as processors', (nanoCpus, text) => {
    expect(cpusInWords(nanoCpus)).toBe(text);
  });

  it.each([
    [0, '0s'],
    [500e6, '500ms'],
    [10e9, '10s'],
    [1.5e9, '1.5s'],
    [90e9, '1m30s'],
    [7200e9, '2h'],
    [86_400e9, '24h'],
  ])('writes %d nanoseconds as the docker CLI does', (nanoseconds, text) => {
    expect(durationInWords(nanoseconds)).toBe(text);
  });

  it('counts one thing in the singular', () => {
    expect([counted(0, 'task'), counted(1, 'task'), counted(2, 'task')]).toEqual([
      '0 tasks',
      '1 task',
      '2 tasks',
    ]);
  });

  it('tells times in the time zone of this machine', () => {
    expect(timeInWords(new Date(2026, 0, 2, 3, 4, 5).getTime())).toBe('2026-01-02 03:04:05');
  });
});
