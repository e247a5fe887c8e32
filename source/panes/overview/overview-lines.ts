import {fitLine, lineWidth} from '../../ui/line-text.ts';
import type {Line} from '../../ui/span.ts';
import type {ObjectRef} from '../pane.ts';
import {findingEntries} from './finding-lines.ts';
import {headline} from './headline.ts';
import type {OverviewEntry, OverviewInput} from './overview-entry.ts';
import {eventEntries, nodeEntries} from './room-lines.ts';
import {situationLines} from './situation-lines.ts';
import {summaryLines} from './summary-lines.ts';

const plain = (lines: readonly Line[]): readonly OverviewEntry[] => lines.map(line => ({line, target: null}));
const blank: OverviewEntry = {line: [], target: null};

/** A section under its heading, set off by an empty line; nothing when it is empty. */
const section = (title: string, entries: readonly OverviewEntry[]): readonly OverviewEntry[] =>
  entries.length === 0
    ? []
    : [blank, {line: [{text: title, tone: 'title', bold: true}], target: null}, ...entries];

/** Fills the room that is left with the nodes and the latest events, each only if something of it fits. */
const roomEntries = (input: OverviewInput, used: number): readonly OverviewEntry[] => {
  const nodesRoom = input.height - used - 2;
  const nodes = section('Nodes', nodeEntries(input, nodesRoom));
  const eventsRoom = input.height - used - nodes.length - 2;
  return [...nodes, ...section('Latest events', eventEntries(input, eventsRoom))];
};

/**
 * The landing page: is anything on fire, worst first, since when, why, and what to press next; then what there is.
 * No line is wider than `width`; there may be more lines than `height` when there is more than that to tell.
 */
export const overviewLines = (
  input: OverviewInput,
): {readonly lines: readonly Line[]; readonly targets: readonly (ObjectRef | null)[]} => {
  const {store, width, height} = input;
  const situation = situationLines(input);
  const summary = summaryLines(input);
  const fixed = 1 + situation.length + summary.length + 4;
  const essential: readonly OverviewEntry[] = [
    ...plain(headline(input)),
    ...plain(situation),
    ...section(
      store.findings.length === 1 ? 'Finding' : `Findings, worst first (${store.findings.length})`,
      findingEntries(input, height - fixed),
    ),
    ...section('Summary', plain(summary)),
  ];
  const entries = [...essential, ...roomEntries(input, essential.length)];
  return {
    lines: entries.map(({line}) => (lineWidth(line) > width ? fitLine(line, width) : line)),
    targets: entries.map(({target}) => target),
  };
};
