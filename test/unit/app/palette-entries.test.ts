import {describe, expect, it} from 'vitest';
import {paletteEntries} from '../../../source/app/palette-entries.ts';

const sources = {
  contexts: ['default'],
  themes: () => [],
  columns: [],
  names: (kinds: readonly string[]) =>
    kinds.includes('node') ? ['worker-1', 'worker-2'] : ['web', 'web-db'],
};
const offered = (text: string, context = {mode: 'list'}) =>
  paletteEntries(text, context, sources).map(({name, argument}) => `${name} ${argument}`.trimEnd());

describe('behind the name of an action', () => {
  it('names are offered after what was typed, which alone is meant until one is chosen', () => {
    expect(offered('drain w')).toEqual(['drain w', 'drain worker-1', 'drain worker-2']);
    expect(offered('drain worker-1')).toEqual(['drain worker-1']);
  });

  it('each word is completed for itself', () => {
    expect(offered('restart web w')).toEqual(['restart web w', 'restart web web', 'restart web web-db']);
    expect(offered('scale web 5')).toEqual(['scale web 5']);
  });

  it('why nothing may be done is told with each', () => {
    const entries = paletteEntries('drain w', {mode: 'list', locked: 'read-only'}, sources);
    expect(entries.map(({disabledReason}) => disabledReason)).toEqual(entries.map(() => 'read-only'));
  });
});
