import {escaped, type Frame, font, pictureParts} from './picture.ts';

/** A moment of an animated picture. */
export interface Moment {
  readonly seconds: number;
  /** What happens, told below the screen. */
  readonly caption: string;
  /** Drawn while the screen was as it is to be seen. */
  readonly parts: ReturnType<typeof pictureParts>;
}

/** The moment as the screen is now. */
export const momentOf = (frame: Frame, seconds: number, caption: string): Moment => ({
  seconds,
  caption,
  parts: pictureParts(frame),
});

const captionHeight = 34;

/**
 * One picture that shows moments one after the other and begins anew. By CSS alone, for a picture in a page may run no
 * script; who wants no motion, or has a viewer without, sees the first moment. A row that several moments share is drawn
 * once.
 */
export function animation(title: string, moments: readonly Moment[]): string {
  const [first] = moments;
  if (first === undefined) throw new Error('an animation needs a moment');
  const {width, height, paper} = first.parts;
  const total = moments.reduce((sum, {seconds}) => sum + seconds, 0);
  const shared = sharedRows(moments);
  const starts = moments.map((_, at) => moments.slice(0, at).reduce((sum, {seconds}) => sum + seconds, 0));
  const percent = (seconds: number) => `${Math.round((seconds / total) * 100_000) / 1000}%`;
  const keyframes = moments.map(({seconds}, at) => {
    const [from, to] = [percent(starts[at] ?? 0), percent((starts[at] ?? 0) + seconds)];
    return `@keyframes m${at}{0%{visibility:${at === 0 ? 'visible' : 'hidden'}}${from}{visibility:visible}${to}{visibility:hidden}100%{visibility:hidden}}#m${at}{animation:m${at} ${total}s step-end infinite}`;
  });
  const full = height + captionHeight;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${full}" viewBox="0 0 ${width} ${full}" role="img" aria-labelledby="t">`,
    `<title id="t">${escaped(title)}</title>`,
    `<style>.m{visibility:hidden}#m0{visibility:visible}@media (prefers-reduced-motion:no-preference){${keyframes.join('')}}</style>`,
    `<defs>${[...shared].map(([row, id]) => `<g id="${id}">${row}</g>`).join('\n')}</defs>`,
    `<rect width="${width}" height="${full}" rx="8" fill="${paper}"/>`,
    `<g ${font} fill="#d3d7de" xml:space="preserve">`,
    ...moments.map(({parts, caption}, at) => {
      const rows = parts.rows
        .map(row => (shared.has(row) ? `<use href="#${shared.get(row)}"/>` : row))
        .join('');
      return `<g class="m" id="m${at}">${rows}<text x="20" y="${height + 16}" fill="#8cc265" font-weight="700">${escaped(caption)}</text></g>`;
    }),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Rows that are seen in more than one moment, each with a name. A row says itself where on the screen it is. */
function sharedRows(moments: readonly Moment[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const {parts} of moments) {
    for (const row of new Set(parts.rows)) counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  const often = [...counts].filter(([row, count]) => row !== '' && count > 1);
  return new Map(often.map(([row], at) => [row, `r${at}`]));
}
