import {naturalCompareKey} from '../../natural-key.ts';
import type {Quorum} from '../../summaries.ts';
import type {Rule, Told} from './rule.ts';

/** What the rules about the swarm as a whole need to see. */
export interface SwarmFacts {
  /** Null when no node list was had. */
  readonly quorum: Quorum | null;
  /** How many nodes run each engine version, nodes that are down left out. */
  readonly engineVersions: ReadonlyMap<string, number>;
}

function noQuorum({quorum}: SwarmFacts): Told | null {
  if (quorum === null || quorum.hasQuorum) return null;
  const reason = `${quorum.reachable} of ${quorum.managers} managers reachable, ${quorum.needed} needed`;
  return {
    level: 'critical',
    title: 'quorum lost',
    reason: `${reason}: nothing can be changed, and what is shown is old`,
    sinceMs: null,
    next: 'Bring managers back; where they are lost for good, F makes one survivor the only manager.',
    steps: ['nodes'],
  };
}

function leaderless({quorum}: SwarmFacts): Told | null {
  if (quorum === null || !quorum.hasQuorum || quorum.leader !== null) return null;
  return {
    level: 'unknown',
    title: 'no leader',
    reason: 'the managers are electing one',
    sinceMs: null,
    next: 'Wait: an election takes 10–20 s.',
    steps: ['nodes'],
  };
}

function thinMargin({quorum}: SwarmFacts): Told | null {
  if (quorum === null || !quorum.hasQuorum || quorum.managers < 3 || quorum.tolerance > 0) return null;
  return {
    level: 'warning',
    title: 'no manager may be lost',
    reason: `${quorum.reachable} of ${quorum.managers} managers reachable, ${quorum.needed} needed for quorum`,
    sinceMs: null,
    next: 'Bring the unreachable managers back, or replace them.',
    steps: ['nodes'],
  };
}

function evenManagers({quorum}: SwarmFacts): Told | null {
  if (quorum === null || !quorum.hasQuorum || quorum.managers % 2 === 1) return null;
  return {
    level: 'warning',
    isHint: true,
    title: `${quorum.managers} managers`,
    reason: `an even number tolerates no more losses than ${quorum.managers - 1}`,
    sinceMs: null,
    next: 'Promote or demote one node.',
    steps: ['nodes'],
  };
}

function versionSkew({engineVersions}: SwarmFacts): Told | null {
  if (engineVersions.size < 2) return null;
  const told = [...engineVersions]
    .map(([version, count]) => ({version, count, key: naturalCompareKey(version)}))
    .sort((a, b) => (a.key < b.key ? 1 : -1));
  return {
    level: 'warning',
    isHint: true,
    title: `${engineVersions.size} engine versions`,
    reason: told.map(({version, count}) => `${version} on ${count}`).join(', '),
    sinceMs: null,
    next: 'Bring all nodes to the same version.',
    steps: ['nodes'],
  };
}

/** Everything that can be wrong with the swarm rather than with one of its nodes. */
export const swarmRules: readonly Rule<SwarmFacts>[] = [
  {id: 'no-quorum', finds: 'a lost quorum', judge: noQuorum},
  {id: 'no-leader', finds: 'an election', judge: leaderless},
  {id: 'no-margin', finds: 'a quorum that bears no further loss', judge: thinMargin},
  {id: 'even-managers', finds: 'an even number of managers', judge: evenManagers},
  {id: 'engine-versions', finds: 'engines of different versions', judge: versionSkew},
];
