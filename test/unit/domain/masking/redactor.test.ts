import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {mask} from '../../../../source/domain/masking/masking.ts';
import {createRedactor} from '../../../../source/domain/masking/redactor.ts';

const aSecret = fc.string({unit: 'binary', minLength: 4, maxLength: 40}).filter(text => !text.includes('•'));
const serviceWith = (env: readonly string[]) => ({Spec: {TaskTemplate: {ContainerSpec: {Env: env}}}});

describe('the redactor', () => {
  it('hides a value that a variable of a service holds wherever else it stands', () => {
    const redactor = createRedactor();
    redactor.learn(serviceWith(['DB_PASSWORD=hunter22', 'MODE=fast']));
    expect(redactor.text('login with hunter22 in mode fast')).toBe(`login with ${mask} in mode fast`);
  });

  it('lets no value through that it has learnt, whatever it is and wherever it stands', () => {
    fc.assert(
      fc.property(aSecret, fc.string(), fc.string(), (secret, before, after) => {
        const redactor = createRedactor();
        redactor.learn(serviceWith([`API_TOKEN=${secret}`]));
        expect(redactor.text(`${before}${secret}${after}`)).not.toContain(secret);
        expect(JSON.stringify(redactor.json({deep: [{text: before + secret}]}))).not.toContain(
          JSON.stringify(secret).slice(1, -1),
        );
      }),
    );
  });

  it('hides the longer of two values first, so that no end of it is left', () => {
    const redactor = createRedactor();
    redactor.learn(serviceWith(['A_TOKEN=abcd', 'B_TOKEN=abcdefgh']));
    expect(redactor.text('abcdefgh abcd')).toBe(`${mask} ${mask}`);
  });

  it('finds the lines of a value that has several', () => {
    const redactor = createRedactor();
    redactor.learn(serviceWith(['TLS_KEY=first line\nsecond line']));
    expect(redactor.text('12:00 second line')).toBe(`12:00 ${mask}`);
  });

  it.each([
    ['password=hunter2 user=joe', 'hunter2'],
    ['{"apiKey":"abc\\"def","n":1}', 'def'],
    ["secret: 'two words'", 'words'],
    ['Authorization: Bearer abc.def-ghi', 'abc.def-ghi'],
    ['postgres://app:hunter2@db/shop', 'hunter2'],
    ['GET /?access_key=AKX19&x=1', 'AKX19'],
    ['join SWMTKN-1-49nj1cmql0jkz5s954yi3oex3nedyz0fb0xx14ie39trti4wxv-8vxv8rssmk', '49nj1cmql0'],
    ['SWMKEY-1-7c37Cc8654o6p38HnroywCi19pllOnGtbdZEgtKxZu8', '7c37Cc'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', 'eyJhbG'],
    ['key AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', 'MIIE'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE and cut off', 'MIIE'],
  ])('hides what looks secret although nobody told: %s', (text, secret) => {
    expect(createRedactor().text(text)).not.toContain(secret);
  });

  it.each(['task 3 failed 4 times', 'docker secret rm db_pw', 'author: joe', 'the tokens are 3'])(
    'leaves alone what only sounds so: %s',
    text => {
      expect(createRedactor().text(text)).toBe(text);
    },
  );

  it('does not hide half of a text for a value of three letters', () => {
    const redactor = createRedactor();
    redactor.learn(serviceWith(['PASSWORD=the']));
    expect(redactor.text('the node')).toBe('the node');
  });
});
