/** How an engine is reached. */
export type Transport =
  | {readonly kind: 'unix'; readonly path: string}
  | {readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls: TlsFiles | null}
  | {readonly kind: 'ssh'; readonly user: string | null; readonly host: string; readonly port: number | null};

/** PEM contents. `ca` null means the system's certificate authorities. */
export interface TlsFiles {
  readonly ca: string | null;
  readonly cert: string | null;
  readonly key: string | null;
  readonly skipVerify: boolean;
}

/** An engine and the reason it was chosen, both shown in the header. */
export interface Endpoint {
  /** Docker's context name, `default` when none is in use. */
  readonly context: string;
  /** As the docker CLI writes it: `unix:///var/run/docker.sock`, `tcp://10.0.0.1:2376`, `ssh://root@node-1`. */
  readonly host: string;
  readonly transport: Transport;
  /** E.g. `--host`, `DOCKER_HOST`, `current context "prod"`, `default socket`, `rootless socket`. */
  readonly why: string;
}

/** One row of `docker context ls`. */
export interface DockerContext {
  readonly name: string;
  readonly description: string;
  readonly host: string;
  /** Whether docker itself would use it now. */
  readonly current: boolean;
  /** Why it cannot be used; null when it can. */
  readonly problem: string | null;
}
