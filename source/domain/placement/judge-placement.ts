import type {Node, Service} from '../model/index.ts';
import {type FilterName, type Fix, filterNames, type Objection} from './filter.ts';
import {objections} from './filters.ts';
import {roomOn} from './node-room.ts';
import type {SwarmView} from './swarm-view.ts';

/** What the filters say of one node. */
export interface NodeVerdict {
  readonly node: Node;
  /** In the engine's order; empty: the node can take the task. */
  readonly objections: readonly Objection[];
}

/** Where a task of a service could go now. */
export interface Placement {
  readonly nodes: readonly NodeVerdict[];
  /** Nodes that can take it. */
  readonly open: readonly Node[];
  /** How many nodes each filter rules out; as the engine counts, a node counts for the first filter that objects. */
  readonly ruledOut: ReadonlyMap<FilterName, number>;
  /** The nearest change that would open a node; null where a node is open, or nothing small helps. */
  readonly fix: Fix | null;
}

/** Asks Swarm's filters of every node. */
export function judgePlacement(service: Service, view: SwarmView): Placement {
  const nodes = view.nodes.map(node => ({
    node,
    objections: objections(service, node, roomOn(node, view), view),
  }));
  const open = nodes.filter(each => each.objections.length === 0).map(each => each.node);
  return {nodes, open, ruledOut: countFirst(nodes), fix: open.length > 0 ? null : nearestFix(nodes)};
}

function countFirst(nodes: readonly NodeVerdict[]): ReadonlyMap<FilterName, number> {
  const firsts = nodes.flatMap(each => each.objections.slice(0, 1)).map(({filter}) => filter);
  return new Map(
    filterNames
      .map(name => [name, firsts.filter(first => first === name).length] as const)
      .filter(([, count]) => count > 0),
  );
}

/** Of the nodes whose every objection can be lifted, the one where that costs least. */
function nearestFix(nodes: readonly NodeVerdict[]): Fix | null {
  let best: Fix | null = null;
  for (const {objections: against} of nodes) {
    const fixes = against.map(({fix}) => fix).filter(fix => fix !== null);
    if (fixes.length < against.length) continue;
    const whole = joined(fixes);
    if (best === null || whole.cost < best.cost) best = whole;
  }
  return best;
}

/** Two constraints on one label have one fix. */
const joined = (all: readonly Fix[]): Fix => {
  const fixes = [...new Map(all.map(fix => [fix.words, fix])).values()];
  const commands = fixes.map(({command}) => command).filter(command => command !== null);
  return {
    words: fixes.map(({words}) => words).join(', and '),
    command: commands.length === fixes.length ? commands.join(' && ') : null,
    cost: fixes.reduce((sum, {cost}) => sum + cost, 0),
  };
};
