import {randomBytes} from 'node:crypto';
import {hostname, userInfo} from 'node:os';
import {join} from 'node:path';
import {actorFrom} from '../actions/journal/actor.ts';
import {createFileJournal} from '../actions/journal/file-journal.ts';
import type {Journal} from '../actions/journal/journal.ts';
import type {RunnerClock, RunnerParts} from '../actions/run/run.ts';
import {createRunner, type Runner} from '../actions/run/runner.ts';
import {ownSurroundings} from '../engine/discovery/surroundings.ts';
import type {DockerCli} from '../engine/docker-cli.ts';
import type {Cluster} from './cluster.ts';
import {type ClusterOptions, openWithEngine} from './open-cluster.ts';
import type {RaftBackup} from './raft-backup.ts';

export interface ActionOptions extends ClusterOptions {
  /** Where the journal is. */
  readonly stateFolder: string;
  /** Hosts of a simulated swarm: what is done there is no part of the journal of this machine. */
  readonly simulated?: readonly string[];
  /** Why nothing may be changed in a context; null when it may. */
  readonly locked: (context: string) => string | null;
}

/** A cluster that can be changed. */
export interface ActionCluster {
  readonly cluster: Cluster;
  readonly runner: Runner;
  /** Copies the Raft state of the connected engine, where that is on this machine. */
  readonly backUpRaft: () => Promise<RaftBackup>;
  /** The docker CLI of this machine, told to talk to the same engine. */
  readonly docker: DockerCli;
}

export type OpenForActions = (options: ActionOptions) => ActionCluster;

const journalName = 'journal.jsonl';

/** Opens a cluster with the runner that changes it. */
export const openForActions: OpenForActions = options => {
  const {cluster, engine, watch, context, standIns} = openWithEngine(options);
  const docker: DockerCli = {
    async run(args, how) {
      const {ownDockerCli} = await import('../engine/docker-cli/own-docker-cli.ts');
      return ownDockerCli(() => cluster.endpoint).run(args, how);
    },
  };
  const parts: RunnerParts = {
    engine,
    store: cluster.store,
    clock: systemClock,
    journal: journalBesideDemo(options, () => cluster.endpoint.host),
    who: actorFrom(process.env, accountName()),
    where: () => ({
      context: context(),
      host: cluster.endpoint.host,
      cluster: cluster.store.engineInfo?.clusterId ?? null,
    }),
    process: {host: hostname(), pid: process.pid},
    hasEnded: other => other.host === hostname() && !isAlive(other.pid),
    locked: () => options.locked(context()),
    newId: () => randomBytes(6).toString('hex'),
    findRegistryAuth: async image => {
      const {createFindRegistryAuth} = await import('../engine/registry/registry-auth.ts');
      const {askHelper} = await import('../engine/registry/ask-helper.ts');
      return createFindRegistryAuth(ownSurroundings(), askHelper)(image);
    },
    refresh: () => cluster.refresh(),
    watch,
    docker,
    otherManagers: () => standIns().length,
  };
  return {
    cluster,
    runner: createRunner(parts),
    docker,
    async backUpRaft() {
      const {backUpRaft} = await import('./raft-backup.ts');
      const {engineInfo} = cluster.store;
      return engineInfo === null
        ? {kind: 'impossible', reason: 'the engine has not told what it is'}
        : backUpRaft(engineInfo, join(options.stateFolder, 'raft'), Date.now());
    },
  };
};

/** In a container a user may have a number and no name. */
const accountName = (): string => {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`;
  }
};

/** Where the journal is. */
export const journalFile = (stateFolder: string): string => join(stateFolder, journalName);

/** A process of somebody else's is alive, too. */
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** The journal of this machine's user, without any cluster. */
export const journalIn = (stateFolder: string): Journal => createFileJournal(journalFile(stateFolder));

const journalBesideDemo = (
  {stateFolder, simulated = []}: ActionOptions,
  presentHost: () => string,
): Journal => {
  const real = journalIn(stateFolder);
  const demo = journalIn(join(stateFolder, 'demo'));
  const of = (host: string) => (simulated.includes(host) ? demo : real);
  return {
    append: record => of(record.where.host).append(record),
    list: () => of(presentHost()).list(),
    readFault: () => of(presentHost()).readFault(),
  };
};

const systemClock: RunnerClock = {
  now: Date.now,
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
