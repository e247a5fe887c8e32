/** What a person said about which engine to use; all of it may be absent. */
export interface EndpointChoice {
  readonly hosts?: readonly string[];
  readonly context?: string;
  readonly tls?: {
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly verify?: boolean;
  };
}
