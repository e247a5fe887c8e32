import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {digest} from '../../../../../source/engine/dockerode/decode/digest.ts';

describe('the digest of a text', () => {
  it('is the same for the same text, and short', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(digest(text)).toBe(digest(`${text}`));
        expect(digest(text)).toMatch(/^[0-9a-z]{22}$/);
      }),
    );
  });

  it('differs for texts that differ in one letter, wherever', () => {
    const spec = JSON.stringify({
      Image: 'registry.example/shop/web:1.4.2',
      Env: ['ROLE=web'],
      ForceUpdate: 0,
    });
    const seen = new Set([digest(spec)]);
    let texts = 1;
    for (let at = 0; at < spec.length; at += 1)
      for (const letter of 'abcdefghijklmnopqrstuvwxyz0123456789') {
        if (spec[at] === letter) continue;
        seen.add(digest(spec.slice(0, at) + letter + spec.slice(at + 1)));
        texts += 1;
      }
    expect(seen.size).toBe(texts);
  });

  it('differs for two hundred thousand numbered specs', () => {
    const seen = new Set<string>();
    for (let number = 0; number < 200_000; number += 1) seen.add(digest(`{"Image":"web:${number}"}`));
    expect(seen.size).toBe(200_000);
  });
});
