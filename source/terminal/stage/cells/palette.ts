import {createGlyphs, type Glyphs} from './glyphs.ts';
import {createLooks, type Looks} from './looks.ts';

/** What the numbers in the cells of one screen mean. */
export interface Palette {
  readonly glyphs: Glyphs;
  readonly looks: Looks;
}

export function createPalette(): Palette {
  return {glyphs: createGlyphs(), looks: createLooks()};
}

/**
 * Clusters or looks after which all are forgotten, so that days of foreign text need no more memory than minutes. Far
 * above what one screen can hold.
 */
const mostEntries = 50_000;

export function isOverfull({glyphs, looks}: Palette): boolean {
  return glyphs.size > mostEntries || looks.size > mostEntries;
}

/** Cells painted before mean nothing afterwards. */
export function clearPalette({glyphs, looks}: Palette): void {
  glyphs.clear();
  looks.clear();
}
