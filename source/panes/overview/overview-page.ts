import type {Finding} from '../../domain/summaries.ts';
import {fitLine, lineWidth} from '../../ui/line-text.ts';
import type {Line} from '../../ui/span.ts';
import type {ObjectRef} from '../pane.ts';
import {findingEntries} from './finding-lines.ts';
import {headline} from './headline.ts';
import type {OverviewEntry, OverviewInput} from './overview-entry.ts';
import {eventEntries, nodeEntries} from './room-lines.ts';
import {situationLines} from './situation-lines.ts';
import {situationOf} from './situations.ts';
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

/** Findings beside what the situation tells already: a lost quorum or a locked swarm is told once. */
const otherFindings = ({store}: OverviewInput): readonly Finding[] => {
  if (situationOf(store.connection) === null) return store.findings;
  return store.findings.filter(({object, key}) => object.kind !== 'engine' && !key.endsWith(':no-quorum'));
};

/** The lines of the overview; thousands where as much is wrong, so that each is made when it is asked for. */
export interface OverviewPage {
  /** Of each line the object that it stands for. */
  readonly targets: readonly (ObjectRef | null)[];
  /** Never wider than the page; empty beyond its end. */
  lineAt(index: number): Line;
}

/** With more findings than fill so many screens, what there is and how it stands as a whole is told before them. */
const mostScreens = 2;

/**
 * The landing page: is anything on fire, worst first, since when, why, and what to press next; then what there is.
 * There may be more lines than `height` when there is more than that to tell.
 */
export const overviewPage = (input: OverviewInput): OverviewPage => {
  const {width, height} = input;
  const told = otherFindings(input);
  const findings = told.filter(finding => finding.isHint !== true);
  const hints = told.filter(finding => finding.isHint === true);
  const situation = situationLines(input);
  const summary = summaryLines(input);
  // Headline, and two rows for each section that has a heading.
  const fixed = 1 + situation.length + 2 + summary.length + (hints.length > 0 ? 2 + hints.length : 0);
  const worst = section('Findings, worst first', findingEntries(findings, input, height - fixed - 2));
  const whole = section('Summary', plain(summary));
  const essential: readonly OverviewEntry[] = [
    ...plain(situation),
    ...plain(headline(input, findings)),
    ...(worst.length > mostScreens * height ? [...whole, ...worst] : [...worst, ...whole]),
    ...section('Good to know', findingEntries(hints, input, 0)),
  ];
  const entries = [...essential, ...roomEntries(input, essential.length)];
  return {
    targets: entries.map(({target}) => target),
    lineAt(index) {
      const made = entries[index]?.line ?? [];
      const line = typeof made === 'function' ? made() : made;
      return lineWidth(line) > width ? fitLine(line, width) : line;
    },
  };
};
