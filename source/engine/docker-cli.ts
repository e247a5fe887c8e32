/** How a call of the docker CLI ended. */
interface CliAnswer {
  readonly exitCode: number;
  readonly stdout: string;
  /** Without blank lines at its ends. */
  readonly stderr: string;
}

/** The docker CLI of this machine, told to talk to the engine that is connected. */
export interface DockerCli {
  /** Rejects with `EngineError`: `unexpected` where the program is not there or cannot reach that engine. */
  run(
    args: readonly string[],
    options?: {readonly input?: string; readonly folder?: string; readonly signal?: AbortSignal},
  ): Promise<CliAnswer>;
}
