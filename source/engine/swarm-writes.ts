/** How an engine starts a swarm of its own, or takes over what is left of one. */
interface InitSwarm {
  /** Address under which others reach it, `ip` or `ip:port`; empty: the engine chooses, where it has only one. */
  readonly advertiseAddress: string;
  /** Makes a swarm of one manager from what this engine holds of a swarm that has lost its quorum. */
  readonly forceNewCluster: boolean;
}

/** How an engine joins a swarm. */
interface JoinSwarm {
  /** Raft addresses of managers, `ip:2377`. */
  readonly managers: readonly string[];
  readonly token: string;
  readonly advertiseAddress: string;
}

/** Which secrets of a swarm are made anew with an update of it. */
export interface RotateSwarm {
  readonly workerToken?: boolean;
  readonly managerToken?: boolean;
  readonly unlockKey?: boolean;
}

/** The tokens with which machines join. Whoever has the manager's can take the swarm over. */
export interface JoinTokens {
  readonly worker: string;
  readonly manager: string;
}

/** The part of the port about the swarm itself and this engine's place in it. Rejects with `EngineError`. */
export interface SwarmWrites {
  initSwarm(options: InitSwarm, signal?: AbortSignal): Promise<void>;
  /** Rejects with `timed-out` after 20 s; the engine then goes on trying by itself. */
  joinSwarm(options: JoinSwarm, signal?: AbortSignal): Promise<void>;
  /** A manager leaves by force only. */
  leaveSwarm(options: {readonly force: boolean}, signal?: AbortSignal): Promise<void>;
  updateSwarm(version: number, spec: unknown, rotate?: RotateSwarm, signal?: AbortSignal): Promise<void>;
  unlockSwarm(key: string, signal?: AbortSignal): Promise<void>;
  /** Secrets: for the person who asked for them alone, never for a screen, a file or the journal by themselves. */
  readJoinTokens(signal?: AbortSignal): Promise<JoinTokens>;
  /** Empty where managers are not locked. */
  readUnlockKey(signal?: AbortSignal): Promise<string>;
}
