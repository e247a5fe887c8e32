import {describe, expect, it} from 'vitest';
import * as glyphs from '../../../source/panes/glyphs.ts';
import {toAscii} from '../../../source/terminal/text/ascii.ts';
import {stringWidth} from '../../../source/terminal/text/width.ts';

const looks = [
  glyphs.levelLooks,
  glyphs.taskStateLooks,
  glyphs.nodeStateLooks,
  glyphs.availabilityLooks,
  glyphs.reachabilityLooks,
  glyphs.updateLooks,
  glyphs.containerHealthLooks,
].flatMap(table => Object.values(table));

describe('how states look', () => {
  it('gives every state a word and a glyph of one cell', () => {
    for (const {glyph, word} of looks) {
      expect(stringWidth(glyph)).toBe(1);
      expect(word).not.toBe('');
    }
  });

  it('has a substitute for every glyph where the locale has no UTF-8', () => {
    for (const {glyph} of looks.filter(look => look.glyph !== '?')) {
      expect(toAscii(glyph)).not.toBe('?');
    }
  });

  it('does not make a rolled back update look like success', () => {
    expect(glyphs.updateLooks.rollback_completed).toEqual({
      glyph: '✖',
      word: 'rolled back',
      tone: 'critical',
    });
  });

  it('does not make a node that registers again look like one that is down', () => {
    expect(glyphs.nodeStateLooks.unknown.tone).not.toBe(glyphs.nodeStateLooks.down.tone);
  });

  it('shows a state that it does not know as the engine says it, even one named like a property', () => {
    expect(glyphs.containerStateLook('frozen').word).toBe('frozen');
    expect(glyphs.containerStateLook('constructor').word).toBe('constructor');
    expect(glyphs.containerStateLook('').word).toBe('unknown');
  });
});
