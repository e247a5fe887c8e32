/** A text that cannot break out of its place in Markdown: one line, no markup, no control characters. */
export const inlineText = (text: string): string =>
  oneLine(text)
    // Within a word an underscore is none of Markdown's.
    .replace(/[\\`*[\]<>|#~]|(?<!\w)_|_(?!\w)/g, String.raw`\$&`)
    // A row must not be a page.
    .slice(0, 2_000);

/** Control characters and line ends would act, or hide what follows them. */
const oneLine = (text: string): string =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, ' ')
    .trim();

/** A table; empty where there are no rows. */
export const table = (titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  rows.length === 0
    ? []
    : [
        `| ${titles.join(' | ')} |`,
        `| ${titles.map(() => '---').join(' | ')} |`,
        ...rows.map(cells => `| ${cells.map(inlineText).join(' | ')} |`),
      ];

/** Lines as they are, in a fence longer than any that they hold. */
export const fenced = (lines: readonly string[]): readonly string[] => {
  const clean = lines.map(line => line.replace(/[^\P{Cc}\t]/gu, '\ufffd'));
  const longest = Math.max(2, ...clean.flatMap(line => (line.match(/`+/g) ?? []).map(run => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [fence, ...clean, fence];
};

/** `2026-11-24 02:31:07 UTC`: a report is read elsewhere. */
export const utc = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** `1 h 02 min 03 s`, exact to the second. */
export function spanInWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${two(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min ${two(seconds % 60)} s`;
}
