import {within} from '../span.ts';
import type {NodeRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {timings} from '../timings.ts';

/** What a manager can do for a caller now. */
type ManagerStanding =
  | {readonly kind: 'led'}
  /** Its leader has lost the others and does not know it yet: reads answer what was, writes wait. */
  | {readonly kind: 'stale'}
  | {readonly kind: 'electing'}
  /** It still looks for a leader: calls wait, then fail. */
  | {readonly kind: 'waiting'}
  | {readonly kind: 'leaderless'};

/** Who leads, whether anyone does, and what each manager makes of it. */
export interface Leadership {
  leader(): NodeRecord | null;
  isLed(): boolean;
  /** Runs it now, or as soon as someone leads: without a leader nothing of the swarm's state changes. */
  whenLed(run: () => void): void;
  standing(manager: NodeRecord): ManagerStanding;
  /** Whether the leader can hear this machine. */
  canHear(node: NodeRecord): boolean;
  /** To be called after machines, links or roles have changed. */
  review(): void;
  /** Told when another manager has begun to lead. */
  onElected(listener: () => void): void;
}

interface Cut {
  readonly staleUntilMs: number;
  readonly refuseFromMs: number;
}

export const createLeadership = (state: SwarmState): Leadership => {
  let leader: NodeRecord | null = null;
  let isLed = false;
  let cancelElection: (() => void) | null = null;
  /** Sides that have too few managers, since when. */
  const cuts = new Map<number, Cut>();
  const waiting: (() => void)[] = [];
  const elected: (() => void)[] = [];

  const managers = () => [...state.nodes.values()].filter(node => node.manager !== null);
  const aliveIn = (group: number) => managers().filter(node => node.isAlive && node.group === group);
  const quorumGroup = (): number | null => {
    const all = managers();
    const needed = Math.floor(all.length / 2) + 1;
    const groups = new Set(all.map(node => node.group));
    return [...groups].find(group => aliveIn(group).length >= needed) ?? null;
  };

  const lead = (next: NodeRecord) => {
    const isFirst = leader === null;
    cancelElection = null;
    for (const node of managers()) showAs(node, next);
    leader = next;
    isLed = true;
    cuts.delete(next.group);
    if (!isFirst) for (const listener of elected) listener();
    for (const run of waiting.splice(0)) run();
  };

  const showAs = (node: NodeRecord, next: NodeRecord) => {
    const reachable = node.isAlive && node.group === next.group;
    const before = node.manager;
    const manager = {
      isLeader: node === next,
      reachability: reachable ? ('reachable' as const) : ('unreachable' as const),
    };
    if (before?.isLeader === manager.isLeader && before.reachability === manager.reachability) return;
    node.manager = manager;
    // Raft's own knowledge is no change of the object: the version stays.
    node.text = null;
  };

  const elect = (group: number) => {
    if (cancelElection !== null) return;
    cancelElection = state.later(within(state.random, timings.election), () => {
      cancelElection = null;
      const candidates = quorumGroup() === group ? aliveIn(group).filter(node => node.isMember) : [];
      const next = candidates[state.random.below(candidates.length)];
      if (next !== undefined) lead(next);
    });
  };

  const review = () => {
    const group = quorumGroup();
    const old = leader !== null && leader.manager !== null && leader.isAlive ? leader : null;
    markCuts(group, old);
    // What is left of the leader's side sees the others gone; nobody else sees anything.
    if (old !== null) for (const node of managers()) showAs(node, old);
    if (old !== null && old.group === group) return goOn();
    isLed = false;
    if (group === null) return stopElection();
    const first = leader === null ? aliveIn(group)[0] : undefined;
    if (first !== undefined) lead(first);
    else elect(group);
  };

  const goOn = () => {
    stopElection();
    if (isLed) return;
    isLed = true;
    for (const run of waiting.splice(0)) run();
  };

  const stopElection = () => {
    cancelElection?.();
    cancelElection = null;
  };

  const markCuts = (quorum: number | null, oldLeader: NodeRecord | null) => {
    const nowMs = state.clock.nowMs();
    const groups = new Set(managers().map(node => node.group));
    for (const group of cuts.keys()) if (!groups.has(group)) cuts.delete(group);
    for (const group of groups) {
      if (group === quorum) cuts.delete(group);
      else if (!cuts.has(group)) {
        const staleMs = oldLeader?.group === group ? within(state.random, timings.staleLeader) : 0;
        const staleUntilMs = nowMs + staleMs;
        cuts.set(group, {staleUntilMs, refuseFromMs: staleUntilMs + timings.requestLimit});
      }
    }
  };

  return {
    leader: () => (isLed ? leader : null),
    isLed: () => isLed,
    whenLed(run) {
      if (isLed) run();
      else waiting.push(run);
    },
    canHear: node => isLed && leader !== null && node.isAlive && node.group === leader.group,
    standing(manager) {
      const cut = cuts.get(manager.group);
      if (cut === undefined) return {kind: isLed && leader?.group === manager.group ? 'led' : 'electing'};
      const nowMs = state.clock.nowMs();
      if (nowMs >= cut.refuseFromMs) return {kind: 'leaderless'};
      // Once the others lead anew, what the old leader knows would be told wrong rather than old.
      return {kind: nowMs < cut.staleUntilMs && !isLed ? 'stale' : 'waiting'};
    },
    review,
    onElected: listener => elected.push(listener),
  };
};
