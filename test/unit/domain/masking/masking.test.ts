import {describe, expect, it} from 'vitest';
import {
  isSecretName,
  mask,
  maskArguments,
  maskUrls,
  maskVariable,
} from '../../../../source/domain/masking/masking.ts';

describe('masking', () => {
  it.each([
    'PASSWORD',
    'DB_PASSWORD',
    'dbPassword',
    'MYSQL_ROOT_PASSWORD',
    'PGPASSWORD',
    'GITHUB_TOKEN',
    'API_KEY',
    'apiKey',
    'ACCESS_KEY_ID',
    'CLIENT_SECRET',
    'BASIC_AUTH',
    'SENTRY_DSN',
    'DB_PASS',
  ])('takes %s for a secret', name => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    'PATH',
    'MONKEY',
    'KEYBOARD',
    'PASSENGERS',
    'AUTHOR',
    'DB_PASSWORD_FILE',
    'HOSTNAME',
    'COMPASS_URL',
  ])('shows %s', name => {
    expect(isSecretName(name)).toBe(false);
  });

  it('keeps the name of a masked variable, and an empty value', () => {
    expect(maskVariable('DB_PASSWORD=a=b')).toBe(`DB_PASSWORD=${mask}`);
    expect(maskVariable('DB_PASSWORD=')).toBe('DB_PASSWORD=');
    expect(maskVariable('DB_HOST=db')).toBe('DB_HOST=db');
  });

  it('hides passwords within URLs and nothing else of them', () => {
    expect(maskUrls('postgres://app:hunter2@db:5432/shop')).toBe(`postgres://app:${mask}@db:5432/shop`);
    expect(maskUrls('redis://:hunter2@cache')).toBe(`redis://:${mask}@cache`);
    expect(maskUrls('http://db:5432/a@b')).toBe('http://db:5432/a@b');
  });

  it('hides secrets among the words of a command', () => {
    expect(maskArguments(['run', '--token', 'abc', '--api-key=xyz', '--verbose', 'DB_PASSWORD=x'])).toEqual([
      'run',
      '--token',
      mask,
      `--api-key=${mask}`,
      '--verbose',
      `DB_PASSWORD=${mask}`,
    ]);
  });
});
