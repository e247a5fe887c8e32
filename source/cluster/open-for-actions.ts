import {randomBytes} from 'node:crypto';
import {userInfo} from 'node:os';
import {join} from 'node:path';
import {actorFrom} from '../actions/journal/actor.ts';
import {createFileJournal} from '../actions/journal/file-journal.ts';
import type {Journal} from '../actions/journal/journal.ts';
import {createProcedures, type Procedures} from '../actions/procedure/procedures.ts';
import type {RunnerClock, RunnerParts} from '../actions/run/run.ts';
import {createRunner, type Runner} from '../actions/run/runner.ts';
import {ownSurroundings} from '../engine/discovery/surroundings.ts';
import type {DockerCli} from '../engine/docker-cli.ts';
import type {Engine} from '../engine/engine.ts';
import {EngineError} from '../engine/errors.ts';
import type {JoinTokens} from '../engine/swarm-writes.ts';
import type {Cluster} from './cluster.ts';
import {type ClusterOptions, openWithEngine} from './open-cluster.ts';
import type {RaftBackup} from './raft-backup.ts';

export interface ActionOptions extends ClusterOptions {
  /** Where the journal is. */
  readonly stateFolder: string;
  /** Why nothing may be changed in a context; null when it may. */
  readonly locked: (context: string) => string | null;
}

/** What only a person who asked for it gets of a swarm. Rejects with `EngineError`. */
export interface SwarmAccess {
  joinTokens(): Promise<JoinTokens>;
  /** Empty where managers are not locked. */
  unlockKey(): Promise<string>;
  /** Copies the Raft state of the connected engine, where that is on this machine. */
  backUpRaft(): Promise<RaftBackup>;
}

/** A cluster that can be changed. */
export interface ActionCluster {
  readonly cluster: Cluster;
  readonly runner: Runner;
  readonly procedures: Procedures;
  readonly swarm: SwarmAccess;
  /** The docker CLI of this machine, told to talk to the same engine. */
  readonly docker: DockerCli;
}

export type OpenForActions = (options: ActionOptions) => ActionCluster;

/** Longer than the 20 s after which a manager without a leader answers by itself. */
const answerLimitMs = 25_000;
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
    journal: journalIn(options.stateFolder),
    who: actorFrom(process.env, accountName()),
    where: () => ({
      context: context(),
      host: cluster.endpoint.host,
      cluster: cluster.store.engineInfo?.clusterId ?? null,
    }),
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
  };
  const runner = createRunner(parts);
  const procedures = createProcedures({...parts, runner, otherManagers: () => standIns().length});
  return {cluster, runner, procedures, swarm: swarmAccess(engine, cluster, options.stateFolder), docker};
};

const swarmAccess = (engine: () => Engine | null, {store}: Cluster, stateFolder: string): SwarmAccess => {
  const connected = (): Engine => {
    const now = engine();
    if (now !== null) return now;
    throw new EngineError('unreachable', 'No engine is connected.', {
      operation: 'read its secrets',
      target: 'the swarm',
      hint: 'The connection is being made again.',
    });
  };
  return {
    joinTokens: async () => connected().readJoinTokens(AbortSignal.timeout(answerLimitMs)),
    unlockKey: async () => connected().readUnlockKey(AbortSignal.timeout(answerLimitMs)),
    async backUpRaft() {
      const {backUpRaft} = await import('./raft-backup.ts');
      const {engineInfo} = store;
      return engineInfo === null
        ? {kind: 'impossible', reason: 'the engine has not told what it is'}
        : backUpRaft(engineInfo, join(stateFolder, 'raft'), Date.now());
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

/** The journal of this machine's user, without any cluster. */
export const journalIn = (stateFolder: string): Journal => createFileJournal(join(stateFolder, journalName));

const systemClock: RunnerClock = {
  now: Date.now,
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
