import type {Connection} from '../../domain/connection.ts';

/** What an engine or a connection in trouble is, and what can still be seen of it. */
export interface Situation {
  readonly title: string;
  /** What the console still shows, and how far to trust it. */
  readonly shown: string;
  readonly next: string;
}

const engineOnly = 'Containers, volumes and local networks of this engine are live; the swarm is not shown.';
const fromBefore = 'What is shown is from before, each part with the time when it was true.';

/** By kind of trouble, memberships first. */
const situations: ReadonlyMap<string, Situation> = new Map([
  [
    'worker',
    {
      title: 'This engine is a worker',
      shown: `Only managers know services, tasks and nodes. ${engineOnly}`,
      next: 'Connect to a manager with :ctx or --host.',
    },
  ],
  [
    'no-swarm',
    {
      title: 'This engine is not part of a swarm',
      shown: engineOnly,
      next: 'Run "docker swarm init" or "docker swarm join" there, or connect to a manager with :ctx or --host.',
    },
  ],
  [
    'pending',
    {
      title: 'This engine waits to be let into a swarm',
      shown: engineOnly,
      next: 'If it stays so, its entry was removed: "docker swarm leave" there, then join again.',
    },
  ],
  [
    'locked',
    {
      title: 'The swarm on this engine is locked',
      shown: engineOnly,
      next: 'Unlock it with :swarm unlock ("docker swarm unlock" on this machine); another manager knows the key ("docker swarm unlock-key").',
    },
  ],
  [
    'no-quorum',
    {
      title: 'The swarm has lost its quorum',
      shown: `Tasks go on running, but nothing is rescheduled or changed. ${fromBefore}`,
      next: 'Bring managers back until more than half are up; only if they are lost for good, F makes one survivor the only manager ("docker swarm init --force-new-cluster").',
    },
  ],
  [
    'certificate-expired',
    {
      title: 'The swarm certificate of this engine has expired',
      shown: engineOnly,
      next: 'Check its clock; then let the node leave and join again, or rotate the CA from a healthy manager.',
    },
  ],
  [
    'error',
    {
      title: 'The swarm part of this engine does not work',
      shown: `${engineOnly} A manager that is starting needs some seconds.`,
      next: 'If it stays so, read the log of that engine ("journalctl -u docker").',
    },
  ],
  [
    'waiting',
    {
      title: 'The managers do not answer yet',
      shown: `The engine itself answers; a leader election takes 10 to 20 s. ${fromBefore}`,
      next: 'Nothing to do: it becomes live again by itself.',
    },
  ],
  [
    'unreachable',
    {
      title: 'The engine cannot be reached',
      shown: `The console tries again by itself. ${fromBefore}`,
      next: 'Check that the engine runs and that the address is right, or choose another with :ctx.',
    },
  ],
  [
    'unauthorised',
    {
      title: 'The engine refuses this user',
      shown: 'Nothing can be shown.',
      next: 'Join the docker group, or give the right certificates.',
    },
  ],
  [
    'timed-out',
    {
      title: 'The engine does not answer in time',
      shown: `The console tries again by itself. ${fromBefore}`,
      next: 'Check the load of that machine and the link to it.',
    },
  ],
]);

const aliases: ReadonlyMap<string, string> = new Map([
  ['inactive', 'no-swarm'],
  ['not-a-manager', 'worker'],
]);

/**
 * The situation that a connection is in; null when it is a working manager without trouble. What this engine is in its
 * swarm is told in our words and with its own reason; of any other trouble, what was said and advised.
 */
export const situationOf = (connection: Connection): (Situation & {readonly detail: string}) | null => {
  const {trouble, membership} = connection;
  const role = kindOf(membership?.kind ?? 'manager');
  const kind = trouble === null ? role : kindOf(trouble.kind);
  if (kind === 'manager') return null;
  const known = situations.get(kind);
  const reason = membership !== null && 'reason' in membership ? membership.reason : '';
  if (known === undefined) {
    const title = trouble?.message || 'The engine is in trouble';
    return {title, shown: fromBefore, next: trouble?.hint || 'Run "medianest doctor".', detail: ''};
  }
  if (kind === role) return {...known, detail: reason};
  return {...known, next: trouble?.hint || known.next, detail: trouble?.message ?? ''};
};

const kindOf = (kind: string): string => aliases.get(kind) ?? kind;
