import fc from 'fast-check';
import {expect, test} from 'vitest';
import {keepSameContents, keepSameLines} from '../../../../source/app/console/keep-same.ts';
import type {OverviewContent, PanelContent, TextContent} from '../../../../source/app/console-model.ts';
import {freshList, freshText} from '../../../../source/store/session.ts';
import type {Line} from '../../../../source/ui/span.ts';

const panel = {key: 'x', place: {kind: 'overview'}, x: 0, y: 0, width: 80, height: 20} as const;

const aLine: fc.Arbitrary<Line> = fc.array(
  fc.record({text: fc.constantFrom('a', 'b'), tone: fc.constantFrom('ok' as const, 'muted' as const)}),
  {maxLength: 2},
);
const aPage = fc
  .record({title: fc.constantFrom('one', 'two'), lines: fc.array(aLine, {maxLength: 3})})
  .map((part): TextContent => ({kind: 'text', panel, sources: [], freshness: [], state: freshText, ...part}));
const anOverview = fc
  .record({
    top: fc.integer({min: 0, max: 1}),
    lines: fc.array(aLine, {maxLength: 3}),
    id: fc.constantFrom('web', 'api'),
  })
  .map(
    ({top, lines, id}): OverviewContent => ({
      ...{kind: 'overview', panel, top, lines, state: freshList, selectedLine: 0, selected: null},
      allLines: () => lines,
      targets: [{kind: 'service', id, name: id}],
    }),
  );
const aScreen = fc.array(fc.oneof(aPage, anOverview), {maxLength: 3});

/** What is compared is data; functions are made anew each time. */
const dataOf = (contents: readonly PanelContent[]): unknown =>
  contents.map(content => ({...content, allLines: null}));

test('what is kept says the same as what is new, and the same contents are the same objects', () => {
  fc.assert(
    fc.property(aScreen, aScreen, (before, now) => {
      const kept = keepSameContents(before, now);
      expect(dataOf(kept)).toEqual(dataOf(now));
      expect(keepSameContents(before, structuredCopy(before))).toBe(before);
      for (const [index, content] of kept.entries())
        expect(content === before[index] || content === now[index]).toBe(true);
    }),
  );
});

test('a service that takes the place of another under the same line is another content', () => {
  const [page] = fc.sample(anOverview, 1);
  if (page === undefined) throw new Error('there is one');
  const other = {...page, targets: [{kind: 'service', id: 'other', name: 'web'}]} as const;
  expect(keepSameContents([page], [other])[0]).toBe(other);
});

test('lines that say the same are those from before', () => {
  const before: readonly Line[] = [[{text: 'a'}]];
  expect(keepSameLines(before, [[{text: 'a'}]])).toBe(before);
  const now: readonly Line[] = [[{text: 'a', bold: true}]];
  expect(keepSameLines(before, now)).toBe(now);
});

/** Other objects that say the same; the state of the session stays the one that it is. */
const structuredCopy = (contents: readonly PanelContent[]): readonly PanelContent[] =>
  contents.map(content =>
    content.kind === 'text' || content.kind === 'overview'
      ? {
          ...content,
          panel: {...content.panel},
          lines: content.lines.map(line => line.map(span => ({...span}))),
        }
      : content,
  );
