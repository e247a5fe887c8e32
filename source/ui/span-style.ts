import type {Style, StyledRow} from '../terminal/style.ts';
import type {Line, Span} from './span.ts';
import type {ResolvedTheme} from './theme-resolve.ts';
import type {Tone} from './tones.ts';

/**
 * How a span looks. What lies under it gives the background, and its text colour too where it names one, because only
 * then the two are known to be readable together. Colours that neither names are those of plain text.
 */
export function spanStyle(span: Span, theme: ResolvedTheme): Style {
  const own = theme[span.tone ?? 'text'];
  const under = span.under ? theme[span.under] : null;
  const {foreground, background} = theme.text;
  return {
    ...(foreground ? {foreground} : {}),
    ...(background ? {background} : {}),
    ...own,
    ...span.own,
    ...under,
    ...(span.bold || own.bold || under?.bold ? {bold: true} : {}),
    ...(span.underline ? {underline: true} : {}),
    ...(span.inverse ? {inverse: true} : {}),
  };
}

/** `spanStyle` for one theme, which gives the same object for the same look: then nobody has to look into it again. */
export function spanStyles(theme: ResolvedTheme): (span: Span) => Style {
  /** By tone, then by what lies under the text: no key has to be made of them for every span. */
  const known = new Map<Tone | undefined, Map<Tone | undefined, Style[]>>();
  const stylesOf = ({tone, under}: Span): Style[] => {
    const ofTone = known.get(tone) ?? new Map<Tone | undefined, Style[]>();
    const styles = ofTone.get(under) ?? [];
    known.set(tone, ofTone.set(under, styles));
    return styles;
  };
  return span => {
    if (span.own !== undefined) return spanStyle(span, theme);
    const styles = known.get(span.tone)?.get(span.under) ?? stylesOf(span);
    const weight = (span.bold ? 1 : 0) + (span.underline ? 2 : 0) + (span.inverse ? 4 : 0);
    const style = styles[weight] ?? spanStyle(span, theme);
    styles[weight] = style;
    return style;
  };
}

/** Lines with their tones replaced by the theme's looks, ready to be painted. */
export function styleLine(line: Line, styleOf: (span: Span) => Style): StyledRow {
  return line.map(span => ({text: span.text, style: styleOf(span)}));
}
