import {existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {createLogFile} from '../../source/terminal/life/log-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'medianest-log-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const at = () => new Date('2026-03-01T12:00:00Z');

test('the log is made with its first line, for its owner only', () => {
  const file = path.join(folder, 'state/medianest/console.log');
  const log = createLogFile(file, at);
  expect(existsSync(file)).toBe(false);
  log.write('bug: first');
  log.write('bug: second');
  expect(readFileSync(file, 'utf8')).toBe(
    '2026-03-01T12:00:00.000Z bug: first\n2026-03-01T12:00:00.000Z bug: second\n',
  );
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a log that grew too long is put aside', () => {
  const file = path.join(folder, 'console.log');
  writeFileSync(file, 'x'.repeat(1_000_001));
  createLogFile(file, at).write('new');
  expect(readFileSync(file, 'utf8')).toBe('2026-03-01T12:00:00.000Z new\n');
  expect(statSync(`${file}.old`).size).toBe(1_000_001);
});

test('a log that cannot be written does not end the console', () => {
  const file = path.join(folder, 'not-a-folder');
  writeFileSync(file, '');
  expect(() => createLogFile(path.join(file, 'console.log'), at).write('lost')).not.toThrow();
});
