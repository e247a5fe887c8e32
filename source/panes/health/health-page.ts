import {sinceInWords} from '../../domain/age.ts';
import {
  type HealthItem,
  type SwarmHealth,
  type TierHealth,
  tierIds,
  tierTitles,
} from '../../domain/health/health.ts';
import {type HealthBranch, healthTree, sizeOf} from '../../domain/health/health-tree.ts';
import {fitLine, lineWidth} from '../../ui/line-text.ts';
import type {Line, Span} from '../../ui/span.ts';
import type {ObjectRef} from '../pane.ts';
import {hangingLines} from '../wrap.ts';
import {healthLooks} from './health-looks.ts';

export interface HealthPageInput {
  /** `name`: of which object; null: of the swarm. */
  readonly health: Pick<SwarmHealth, 'state' | 'sinceMs' | 'tiers'>;
  readonly name: string | null;
  /** Keys of branches that are folded where they would be open, and the other way round. */
  readonly toggled: ReadonlySet<string>;
  readonly width: number;
  readonly nowMs: number;
  /** What the health check of a task's container on the connected engine printed last; empty: not seen. */
  readonly healthOutput: (taskId: string) => readonly string[];
}

/** One line of the tree; only those with a key can be selected. */
export interface HealthRow {
  readonly line: Line;
  readonly key: string | null;
  readonly target: ObjectRef | null;
  /** Whether something lies beneath it. */
  readonly isBranch: boolean;
}

/** A dead node may explain a thousand services: they are unfolded by who wants to see them. */
const mostOpen = 12;

/** The tiers of health as a tree with causes first: what a cause explains lies beneath it. */
export function healthPage(input: HealthPageInput): readonly HealthRow[] {
  const {health, name, width} = input;
  const {glyph, word, tone} = healthLooks[health.state];
  const subject = name === null ? 'the swarm' : name;
  const headline: Line = [
    {text: `${glyph} ${subject} is ${word}`, tone, bold: true},
    ...since(health.sinceMs, input),
  ];
  const rows = healthTree(health)
    // Of one object only what there is to say.
    .filter(branch => name === null || branch.branches.length > 0 || isTold(branch))
    .flatMap(branch => branchRows(branch, 0, input));
  const nothing = hangingLines({text: ''}, {text: `Nothing is wrong with ${subject}.`, tone: 'muted'}, width);
  const body = rows.length > 0 ? rows : nothing.map(plain);
  return [plain(headline), plain([]), ...body].map(row => ({...row, line: fitted(row.line, width)}));
}

const plain = (line: Line): HealthRow => ({line, key: null, target: null, isBranch: false});
const fitted = (line: Line, width: number): Line => (lineWidth(line) > width ? fitLine(line, width) : line);

const isTold = (branch: HealthBranch): boolean => branch.kind === 'tier' && branch.tier.items.length > 0;

const since = (sinceMs: number | null, {nowMs}: HealthPageInput): readonly Span[] =>
  sinceMs === null ? [] : [{text: ` ${sinceInWords(nowMs - sinceMs)}`, tone: 'muted'}];

function branchRows(branch: HealthBranch, depth: number, input: HealthPageInput): readonly HealthRow[] {
  const beneath = sizeOf(branch);
  const isOpenByItself = branch.kind === 'tier' || beneath <= mostOpen;
  const isOpen = isOpenByItself !== input.toggled.has(branch.key);
  const fold = beneath === 0 ? '  ' : isOpen ? '- ' : '+ ';
  const head: Span = {text: `${'  '.repeat(depth)}${fold}`, tone: 'muted'};
  const hidden: Line = beneath > 0 && !isOpen ? [{text: ` (${beneath} beneath)`, tone: 'muted'}] : [];
  const [first = [], ...rest] =
    branch.kind === 'tier' ? [tierLine(branch.tier)] : itemLines(branch.item, depth, input);
  return [
    {
      line: [head, ...first, ...(rest.length === 0 ? hidden : [])],
      key: branch.key,
      target: branch.kind === 'item' ? targetOf(branch.item) : null,
      isBranch: beneath > 0,
    },
    ...rest.map((line, index) => plain(index === rest.length - 1 ? [...line, ...hidden] : line)),
    ...(branch.kind === 'item' ? moreLines(branch.item, depth, input) : []),
    ...(isOpen ? branch.branches.flatMap(each => branchRows(each, depth + 1, input)) : []),
  ];
}

/** A number before the title, and two blanks behind it. */
const titleCells = Math.max(...tierIds.map(id => tierTitles[id].length)) + 4;
const wordCells = 11;

function tierLine({id, state, note, items}: TierHealth): Line {
  const title = `${tierIds.indexOf(id) + 1} ${tierTitles[id]}`.padEnd(titleCells);
  if (state === null)
    return [
      {text: `· ${title}`, tone: 'muted'},
      {text: note, tone: 'muted'},
    ];
  const {glyph, word, tone} = healthLooks[state];
  const explained = items.filter(({causes}) => causes.length > 0).length;
  const more = explained === 0 ? '' : `${note === '' ? '' : ', '}${explained} explained by a cause`;
  return [
    {text: `${glyph} ${title}`, tone, bold: true},
    {text: word.padEnd(wordCells), tone},
    {text: `${note}${more}`, tone: 'muted'},
  ];
}

/** What it is and since when, then why, in as many lines as that takes. */
function itemLines(item: HealthItem, depth: number, input: HealthPageInput): readonly Line[] {
  const {glyph, word, tone} = healthLooks[item.state];
  const {kind, name} = item.object;
  const what = kind === 'swarm' ? 'swarm' : `${kind} ${name}`;
  const title: Line = [{text: `${glyph} ${what}`, tone}, ...since(item.sinceMs, input), {text: ': '}];
  const indent = 2 * depth + 2;
  const room = input.width - indent - lineWidth(title);
  const reason = item.reasons[0] ?? word;
  if (lineWidth([{text: reason}]) <= room) return [[...title, {text: reason}]];
  const more = hangingLines({text: ' '.repeat(indent + 2)}, {text: reason}, input.width);
  return [title, ...more];
}

/** The other reasons, and what its health check printed, in under it. */
function moreLines(item: HealthItem, depth: number, input: HealthPageInput): readonly HealthRow[] {
  const indent = '  '.repeat(depth + 2);
  const {kind, id} = item.object;
  const seen = item.output === null && kind === 'task' ? input.healthOutput(id) : [];
  const output = item.output === null ? (seen.at(-1) ?? null) : item.output;
  const others = item.reasons
    .slice(1)
    .flatMap(reason => hangingLines({text: indent}, {text: reason, tone: 'muted'}, input.width));
  const said =
    output === null || output === ''
      ? []
      : hangingLines({text: `${indent}said: `, tone: 'muted'}, {text: output}, input.width);
  return [...others, ...said].map(plain);
}

function targetOf({object: {kind, id, name}, services}: HealthItem): ObjectRef | null {
  switch (kind) {
    case 'node':
    case 'service':
    case 'task':
      return {kind, id, name};
    case 'endpoint': {
      const [service] = services;
      return service === undefined ? null : {kind: 'service', id: service, name: name.split(' ')[0] ?? name};
    }
    case 'engine':
    case 'swarm':
    case 'source':
      return null;
  }
}
