import type {FilterName} from './filter.ts';
import type {Placement} from './judge-placement.ts';

/** The scheduler's filters as swarmkit words them in `Status.Err`. */
const wordings: readonly (readonly [wording: RegExp, filter: FilterName])[] = [
  [/^(\d+) nodes? not available for new tasks$/, 'ready'],
  [/^insufficient resources on (\d+) nodes?$/, 'resources'],
  [/^missing plugin on (\d+) nodes?$/, 'plugin'],
  [/^scheduling constraints not satisfied on (\d+) nodes?$/, 'constraint'],
  [/^unsupported platform on (\d+) nodes?$/, 'platform'],
  [/^host-mode port already in use on (\d+) nodes?$/, 'host-port'],
  // Told without a count, and spelt so.
  [/^max replicas per node limit exceed(?:ed)?()\b/, 'max-replicas'],
];

/** A reason that the engine gives, and on how many nodes. */
interface EngineReason {
  readonly filter: FilterName;
  /** Null where the engine does not tell. */
  readonly nodes: number | null;
}

/** What the engine says in `no suitable node (…)`; null where it says something else, or names a filter that is not known. */
function engineReasons(error: string): readonly EngineReason[] | null {
  const inside = /^no suitable node \((.*)\)$/.exec(error)?.[1];
  if (inside === undefined) return null;
  const reasons: EngineReason[] = [];
  for (const words of inside.split('; ')) {
    const found = wordings
      .map(([wording, filter]) => ({match: wording.exec(words), filter}))
      .find(({match}) => match !== null);
    if (found?.match === undefined || found.match === null) return null;
    const count = found.match[1] ?? '';
    reasons.push({filter: found.filter, nodes: count === '' ? null : Number(count)});
  }
  return reasons;
}

/** How our verdict differs from the engine's; null where both name the same filters on as many nodes. */
export function disagreement(error: string, {open, ruledOut}: Placement): string | null {
  const reasons = engineReasons(error);
  if (reasons === null) return null;
  if (open.length > 0) {
    const names = open.map(({hostname}) => hostname).join(', ');
    return `the engine found no node, but by what is known now ${names} could take it; it looks again when something changes`;
  }
  const theirs = new Set(reasons.map(({filter}) => filter));
  const onlyOurs = [...ruledOut.keys()].filter(filter => !theirs.has(filter));
  const onlyTheirs = reasons.filter(({filter}) => !ruledOut.has(filter)).map(({filter}) => filter);
  const counts = reasons.filter(
    ({filter, nodes}) => nodes !== null && ruledOut.has(filter) && ruledOut.get(filter) !== nodes,
  );
  if (onlyOurs.length === 0 && onlyTheirs.length === 0 && counts.length === 0) return null;
  return [
    ...onlyTheirs.map(
      filter => `the engine names the ${filter} filter, which rules nothing out by what is known now`,
    ),
    ...onlyOurs.map(filter => `the ${filter} filter rules nodes out, which the engine does not say`),
    ...counts.map(
      ({filter, nodes}) =>
        `${filter}: ${nodes} nodes by the engine, ${ruledOut.get(filter)} by what is known now`,
    ),
  ].join('; ');
}
