import type {SwarmMembership} from '../model/index.ts';
import {naturalCompareKey} from '../natural-key.ts';
import type {Finding, Quorum} from '../summaries.ts';
import {findingsOn, type Trouble} from './trouble.ts';

/** What the rules about the swarm as a whole need to see. */
export interface SwarmInput {
  /** Null when no node list was had. */
  readonly quorum: Quorum | null;
  /** How many nodes run each engine version, nodes that are down left out. */
  readonly engineVersions: ReadonlyMap<string, number>;
}

/** What is wrong with the swarm rather than with one of its nodes. */
export function judgeSwarm({quorum, engineVersions}: SwarmInput): readonly Finding[] {
  const troubles = [...(quorum === null ? [] : quorumTroubles(quorum)), versionSkew(engineVersions)];
  return findingsOn(
    {kind: 'swarm', id: 'swarm', name: 'swarm'},
    troubles.filter(trouble => trouble !== null),
  );
}

function quorumTroubles(quorum: Quorum): readonly (Trouble | null)[] {
  if (!quorum.hasQuorum) {
    const reason = `${quorum.reachable} of ${quorum.managers} managers reachable, ${quorum.needed} needed`;
    return [
      {
        kind: 'no-quorum',
        level: 'critical',
        title: 'quorum lost',
        reason: `${reason}: nothing can be changed, and what is shown is old`,
        sinceMs: null,
        next: 'Bring managers back; where they are lost for good, `docker swarm init --force-new-cluster` on one.',
      },
    ];
  }
  return [leaderless(quorum), thinMargin(quorum), evenManagers(quorum)];
}

function leaderless(quorum: Quorum): Trouble | null {
  if (quorum.leader !== null) return null;
  return {
    kind: 'no-leader',
    level: 'unknown',
    title: 'no leader',
    reason: 'the managers are electing one',
    sinceMs: null,
    next: 'Wait: an election takes 10–20 s.',
  };
}

function thinMargin(quorum: Quorum): Trouble | null {
  if (quorum.managers < 3 || quorum.tolerance > 0) return null;
  return {
    kind: 'no-margin',
    level: 'warning',
    title: 'no manager may be lost',
    reason: `${quorum.reachable} of ${quorum.managers} managers reachable, ${quorum.needed} needed for quorum`,
    sinceMs: null,
    next: 'Bring the unreachable managers back, or replace them.',
  };
}

function evenManagers(quorum: Quorum): Trouble | null {
  if (quorum.managers % 2 === 1) return null;
  return {
    kind: 'even-managers',
    level: 'warning',
    isHint: true,
    title: `${quorum.managers} managers`,
    reason: `an even number tolerates no more losses than ${quorum.managers - 1}`,
    sinceMs: null,
    next: 'Promote or demote one node.',
  };
}

function versionSkew(versions: ReadonlyMap<string, number>): Trouble | null {
  if (versions.size < 2) return null;
  const told = [...versions]
    .map(([version, count]) => ({version, count, key: naturalCompareKey(version)}))
    .sort((a, b) => (a.key < b.key ? 1 : -1));
  return {
    kind: 'engine-versions',
    level: 'warning',
    isHint: true,
    title: `${versions.size} engine versions`,
    reason: told.map(({version, count}) => `${version} on ${count}`).join(', '),
    sinceMs: null,
    next: 'Bring all nodes to the same version.',
  };
}

/** What keeps the connected engine from being a working manager, where that is a fault. */
export function judgeEngine(name: string, membership: SwarmMembership): readonly Finding[] {
  const trouble = membershipTrouble(membership);
  return trouble === null ? [] : findingsOn({kind: 'engine', id: 'engine', name}, [trouble]);
}

function membershipTrouble(membership: SwarmMembership): Trouble | null {
  const told = {kind: membership.kind, level: 'critical', sinceMs: null} as const;
  switch (membership.kind) {
    case 'manager':
    case 'worker':
    case 'inactive':
      return null;
    case 'pending':
      return {
        ...told,
        level: 'warning',
        title: 'not a member yet',
        reason: membership.reason,
        next: 'Check that its entry was not removed from the swarm; it may have to join again.',
      };
    case 'locked':
      return {
        ...told,
        title: 'swarm locked',
        reason: membership.reason,
        next: 'Run `docker swarm unlock` there.',
      };
    case 'no-quorum':
      return {
        ...told,
        title: 'manager without quorum',
        reason: membership.reason,
        next: 'Bring the other managers back.',
      };
    case 'certificate-expired':
      return {
        ...told,
        title: 'swarm certificate expired',
        reason: membership.reason,
        next: 'Check the clock of the machine; otherwise let it leave and join again.',
      };
    case 'error':
      return {...told, title: 'swarm error', reason: membership.reason, next: 'Read the log of its engine.'};
  }
}
