import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';

const module: string = '../../../scripts/bundle-plugins.mjs';
const {oneCell} = (await import(module)) as {readonly oneCell: string};
const isOneCell = new RegExp(`^[${oneCell}]$`);
const characters = Array.from({length: 0x10000}, (_, unit) => String.fromCharCode(unit)).filter(character =>
  isOneCell.test(character),
);

describe('what the bundle takes for one cell without looking', () => {
  it('is one cell for the package that it shortens', () => {
    expect(characters.filter(character => stringWidth(character) !== 1)).toEqual([]);
    expect(characters).toEqual(expect.arrayContaining(['●', '✖', '▲', '◐', '⟳', '█', '━', '▸', '…']));
  });

  it('stays one cell each in any company of its own kind and of ASCII', () => {
    const character = fc.oneof(fc.constantFrom(...characters), fc.constantFrom('a', ' ', '~', '1', '#'));
    fc.assert(
      fc.property(fc.array(character), parts => stringWidth(parts.join('')) === parts.length),
      {numRuns: 1000},
    );
  });
});
