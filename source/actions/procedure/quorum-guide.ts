import type {ClusterStore} from '../../store/cluster-store.ts';

/** What is known of a lost quorum, and what leads out of it. */
export interface QuorumGuide {
  /** What the surviving manager says. */
  readonly found: string;
  /** Managers that do not answer, by name, or by address where no list was ever had; empty where nothing is known. */
  readonly missing: readonly string[];
  /** How many of them must come back; null where the managers cannot be counted. */
  readonly needed: number | null;
  readonly steps: readonly string[];
  /** For when no manager can ever come back; on exactly one survivor. */
  readonly lastResort: readonly string[];
}

/** Says which managers are needed back, by what was known before, or by what the survivor remembers. */
export function quorumGuide({
  table,
  engineInfo,
  connection,
}: Pick<ClusterStore, 'table' | 'engineInfo' | 'connection'>): QuorumGuide {
  const self = engineInfo?.nodeId ?? null;
  const others = [...table('nodes').values()].filter(({role, id}) => role === 'manager' && id !== self);
  const unreachable = others.filter(({manager}) => manager?.reachability !== 'reachable');
  // One whose leader is gone still has the list of before, in which all are reachable: then any of them may be missing.
  const named = unreachable.length > 0 ? unreachable : others;
  const remote = (engineInfo?.remoteManagers ?? []).filter(({nodeId}) => nodeId !== self);
  const missing = named.length > 0 ? named.map(({hostname}) => hostname) : remote.map(({address}) => address);
  const total = others.length > 0 ? others.length + 1 : remote.length > 0 ? remote.length + 1 : null;
  const reachable = total === null ? 1 : total - missing.length;
  const needed = total === null ? null : Math.max(1, Math.floor(total / 2) + 1 - reachable);
  const name = engineInfo?.name ?? 'this manager';
  const address = engineInfo?.nodeAddress ?? '';
  const root = engineInfo?.dataRoot || '/var/lib/docker';
  return {
    found:
      connection.trouble?.message ??
      (total === null
        ? 'The swarm has lost its quorum.'
        : `The swarm has lost its quorum: ${reachable} of ${total} managers answer, ${Math.floor(total / 2) + 1} are needed.`),
    missing,
    needed,
    steps: [
      'Tasks go on as they are; nothing can be changed, and what fails is not replaced.',
      needed === null
        ? 'Start the engines of more managers: more than half of them must answer.'
        : `Start the engines of ${needed} more ${needed === 1 ? 'manager' : 'managers'}${missing.length === 0 ? '' : ` of ${missing.join(', ')}`}.`,
      'They find each other by themselves, within about 30 s; this waits for it.',
    ],
    lastResort: [
      `Only when they can never come back: make ${name} the only manager, on that machine:`,
      `tar -C ${root} -czf raft-backup.tgz swarm`,
      `docker swarm init --force-new-cluster${address === '' ? '' : ` --advertise-addr ${address}`}`,
      'or from here: medianest failover quorum --force-new-cluster',
      'Then start old managers one at a time, or let new machines join (medianest swarm tokens).',
    ],
  };
}
