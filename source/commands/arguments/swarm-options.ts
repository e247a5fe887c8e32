import type {CommandLineOption} from './option.ts';
import {UsageFault} from './usage-fault.ts';

/** How the swarm itself and its nodes are to be changed. */
export interface SwarmOptions {
  /** Doubles what runs nowhere else before its node is emptied. */
  readonly safely: boolean;
  /** The node that takes the place of another; null: chosen. */
  readonly by: string | null;
  readonly forceNewCluster: boolean;
  readonly withoutBackup: boolean;
  /** Empty: the engine chooses. */
  readonly advertise: string;
  /** Prints secrets. */
  readonly show: boolean;
  readonly rotate: 'worker' | 'manager' | null;
}

const roles = ['worker', 'manager'] as const;

/** The options of commands about nodes that fail and about the swarm itself. */
export const swarmOptions: readonly CommandLineOption[] = [
  {
    name: 'safely',
    scope: 'drain',
    purpose: 'Scale up elsewhere first what runs on this node alone, wait, drain, and scale back.',
  },
  {
    name: 'by',
    value: 'NODE',
    scope: 'failover',
    purpose: 'The worker that takes the place of the lost manager. Default: the idlest one that is ready.',
  },
  {
    name: 'force-new-cluster',
    scope: 'failover',
    purpose:
      'With a lost quorum, and when no manager can be brought back: make a swarm of one manager from what this one holds. Copies the Raft state first.',
  },
  {
    name: 'without-backup',
    scope: 'failover',
    purpose: 'Do that although the Raft state cannot be copied from here.',
  },
  {
    name: 'advertise',
    value: 'ADDRESS',
    scope: 'swarm',
    purpose: 'The address under which others reach this engine.',
  },
  {name: 'show', scope: 'swarm', purpose: 'Print the tokens or the key themselves.'},
  {
    name: 'rotate',
    value: 'ROLE',
    choices: roles,
    scope: 'swarm',
    purpose: 'Make the join token of workers or managers anew.',
  },
];

/** Reads them; `text` gives the value of an option, null without one. */
export function readSwarmOptions(
  {safely, forceNewCluster, withoutBackup, show}: Readonly<Record<string, unknown>>,
  text: (name: string) => string | null,
): SwarmOptions {
  const rotate = text('rotate');
  const role = roles.find(each => each === rotate) ?? null;
  if (rotate !== null && role === null)
    throw new UsageFault(`--rotate: "${rotate}" is neither worker nor manager`);
  return {
    safely: safely === true,
    by: text('by'),
    forceNewCluster: forceNewCluster === true,
    withoutBackup: withoutBackup === true,
    advertise: text('advertise') ?? '',
    show: show === true,
    rotate: role,
  };
}
