import type {Node} from '../../../domain/model/index.ts';
import {quorumsThrough, type RaftMove} from '../../../domain/quorum.ts';
import type {Quorum} from '../../../domain/summaries.ts';
import {allNodes} from '../../plan/nodes/node-plan.ts';
import type {Check, PlanStore, Risk} from '../../plan/plan.ts';
import {counted, liveTasks} from '../../plan/services/service-facts.ts';

export const managersOf = (store: PlanStore): readonly Node[] =>
  allNodes(store).filter(({manager}) => manager !== null);

export const leaderOf = (store: PlanStore): Node | null => {
  const name = store.quorum?.leader ?? null;
  return managersOf(store).find(({manager, hostname}) => manager?.leader && hostname === name) ?? null;
};

/** `node-2 leads; 3/3 managers reachable`. */
export const leadershipInWords = ({quorum}: PlanStore): string =>
  quorum === null
    ? 'no manager is known'
    : `${quorum.leader ?? 'no manager'} leads; ${quorum.reachable}/${quorum.managers} managers reachable`;

/** The workers that could become a manager, the idlest first. */
export function candidatesOf(store: PlanStore): readonly Node[] {
  const load = new Map<string, number>();
  for (const service of store.table('services').values()) {
    for (const {nodeId} of liveTasks(store, service.id)) {
      if (nodeId !== null) load.set(nodeId, (load.get(nodeId) ?? 0) + 1);
    }
  }
  return allNodes(store)
    .filter(({manager, role, state}) => manager === null && role === 'worker' && state === 'ready')
    .toSorted(
      (a, b) =>
        Number(a.availability !== 'active') - Number(b.availability !== 'active') ||
        (load.get(a.id) ?? 0) - (load.get(b.id) ?? 0) ||
        a.hostname.localeCompare(b.hostname, 'en', {numeric: true}),
    );
}

/** The quorum after each of the moves, and what the worst moment among them asks for. */
export interface RaftOutlook {
  readonly quorums: readonly Quorum[];
  /** True where at some moment too few managers would be reachable. */
  readonly losesQuorum: boolean;
  /** Destructive where at some moment no further manager may fail that may fail now. */
  readonly risk: Risk;
  readonly words: string;
}

export function outlookOf(store: PlanStore, moves: readonly RaftMove[]): RaftOutlook {
  const quorums = quorumsThrough(allNodes(store), moves);
  const losesQuorum = quorums.length < moves.length || quorums.some(({hasQuorum}) => !hasQuorum);
  const least = Math.min(...quorums.map(({tolerance}) => tolerance));
  const told = [store.quorum, ...quorums].flatMap(quorum =>
    quorum === null ? [] : [`${quorum.managers} (may lose ${Math.max(0, quorum.tolerance)})`],
  );
  return {
    quorums,
    losesQuorum,
    risk: least <= 0 ? 'destructive' : 'disruptive',
    words: `managers: ${told.join(' → ')}`,
  };
}

/** An even number bears no more losses than the odd one below it. */
export const endCheck = (quorum: Quorum | undefined): readonly Check[] => {
  if (quorum === undefined) return [];
  const {managers, tolerance} = quorum;
  if (managers % 2 === 0)
    return [
      {
        name: 'number of managers',
        level: 'warning',
        reason: `${managers} managers in the end: an even number bears no more losses than ${managers - 1}`,
      },
    ];
  const level = tolerance > 0 ? 'ok' : 'warning';
  return [
    {
      name: 'number of managers',
      level,
      reason: `${counted(managers, 'manager')} in the end; ${Math.max(0, tolerance)} may fail then`,
    },
  ];
};
