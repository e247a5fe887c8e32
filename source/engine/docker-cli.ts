/** How a call of the docker CLI ended. */
interface CliAnswer {
  readonly exitCode: number;
  readonly stdout: string;
  /** Without blank lines at its ends. */
  readonly stderr: string;
}

/** The docker CLI of this machine, told to talk to the engine that is connected. */
export interface DockerCli {
  /** Null: there is no such program on this machine. Rejects with `EngineError` where it cannot reach that engine. */
  run(
    args: readonly string[],
    options?: {readonly input?: string; readonly folder?: string; readonly signal?: AbortSignal},
  ): Promise<CliAnswer | null>;
}
