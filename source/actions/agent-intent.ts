/** What an operator wants with the service that reports on every node. */
export interface DeployAgentIntent {
  readonly kind: 'deploy-agent';
  /** Id of the agent's service; where there is none, the name that it will have. */
  readonly service: string;
  readonly image: string;
  readonly everyMs: number;
  /** Path of the engine's socket on each node, or `tcp://HOST:PORT` of a proxy. */
  readonly socket: string;
  readonly withRegistryAuth: boolean;
}
