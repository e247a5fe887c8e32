import {describe, expect, it} from 'vitest';
import {isAtLeast, levelOf} from '../../../../source/domain/logs/level.ts';

describe('the level of a line', () => {
  it.each([
    ['{"level":"warn","msg":"x"}', 'warn'],
    ['{"time":1,"level":50,"msg":"pino"}', 'error'],
    ['{"level":10,"msg":"pino"}', 'trace'],
    ['{"severity":"CRITICAL"}', 'fatal'],
    ['{"@timestamp":"x","log.level":"error"}', 'error'],
    ['time=12:00 level=info msg="an ERROR in the text"', 'info'],
    ['ts=1 lvl=dbug msg=x', 'debug'],
    ['2026-11-23 12:00:00,123 ERROR [main] c.e.App - failed', 'error'],
    ['2026-11-23 12:00:00.123  WARN 1 --- [main] o.s.Boot : x', 'warn'],
    ['2026/11/23 12:00:00 [error] 31#31: *1 open() failed', 'error'],
    ['[2026-11-23 12:00:00 +0000] [7] [INFO] Booting worker', 'info'],
    ['CRITICAL:root:disk full', 'fatal'],
    ['ERROR:  duplicate key value', 'error'],
    ['E1123 12:54:54.081921       1 server.go:1] down', 'error'],
    ['warning: this is deprecated', 'warn'],
    ['panic: runtime error', 'fatal'],
    ['line 10 ERROR something odd happened', 'error'],
  ])('is recognised in %s', (text, level) => expect(levelOf(text)).toBe(level));

  it.each([
    'no error here',
    'GET /ERROR/path',
    'error',
    '',
    'the information desk',
    '{"msg":"level of water"}',
    '[main] x',
  ])('is not made up for %s', text => expect(levelOf(text)).toBeNull());

  it('is found at the beginning only: nobody writes it behind hundreds of characters', () => {
    expect(levelOf(`${'x '.repeat(400)} ERROR`)).toBeNull();
  });

  it('leaves out nothing that has none', () => {
    expect([isAtLeast(null, 'error'), isAtLeast('warn', 'error'), isAtLeast('fatal', 'error')]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
