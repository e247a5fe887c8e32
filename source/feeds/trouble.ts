import type {Connection} from '../domain/connection.ts';
import type {SwarmMembership} from '../domain/model/index.ts';
import type {Quorum} from '../domain/summaries.ts';
import type {EngineError} from '../engine/errors.ts';

export type Trouble = NonNullable<Connection['trouble']>;

/** What the operator is told of an engine that is not a working manager; null for a manager. */
export const membershipTrouble = (membership: SwarmMembership): Trouble | null => {
  switch (membership.kind) {
    case 'manager':
      return null;
    case 'worker':
      return {
        kind: 'worker',
        message: 'This engine is a worker: it cannot tell of services, tasks and nodes.',
        hint: 'Connect to a manager with --host or :ctx. Containers, volumes and networks of this engine are shown.',
      };
    case 'inactive':
      return {
        kind: 'no-swarm',
        message: 'This engine is not part of a swarm.',
        hint: 'Run "docker swarm init" or "docker swarm join" there, or connect to a manager with --host or :ctx.',
      };
    case 'pending':
      return {
        kind: 'pending',
        message: `This engine is joining a swarm and has not been let in yet${told(membership.reason)}.`,
        hint: 'If it stays so, the node was removed from the swarm: "docker swarm leave" and join again.',
      };
    case 'locked':
      return {
        kind: 'locked',
        message: 'The swarm on this engine is locked; its key is needed after a restart.',
        hint: 'Run "docker swarm unlock" on this machine. Until then only this engine itself is shown.',
      };
    case 'no-quorum':
      return {
        kind: 'no-quorum',
        message: 'The swarm has lost its quorum: no leader answers, nothing can be changed.',
        hint: 'Tasks go on running. Bring more than half of the managers back; what is shown is from before.',
      };
    case 'certificate-expired':
      return {
        kind: 'certificate-expired',
        message: 'The swarm certificate of this engine has expired.',
        hint: 'Check the clocks; then let the node leave and join again, or rotate the CA from a healthy manager.',
      };
    case 'error':
      return {
        kind: 'error',
        message: `The swarm part of this engine does not work${told(membership.reason)}.`,
        hint: 'See the engine\'s log ("journalctl -u docker"); a manager that is starting needs some seconds.',
      };
  }
};

const told = (reason: string): string => (reason === '' ? '' : `: ${reason}`);

/** An engine call that failed. */
export const faultTrouble = (error: EngineError): Trouble => ({
  kind: error.kind,
  message: error.message,
  hint: error.hint,
});

/** The engine answers its ping but not our questions: most often a leader election. */
export const silenceTrouble: Trouble = {
  kind: 'waiting',
  message: 'The engine is there, but the managers do not answer: a leader election takes 10–20 s.',
  hint: 'What is shown is from before; it becomes live again by itself.',
};

/** The connected manager still answers, but it can reach too few others: it will step down within seconds. */
export const minorityTrouble = (quorum: Quorum): Trouble => ({
  kind: 'no-quorum',
  message: `Only ${quorum.reachable} of ${quorum.managers} managers are reachable, ${quorum.needed} are needed: what this one says may be stale.`,
  hint: 'Bring managers back, or connect to one on the other side of the partition.',
});
