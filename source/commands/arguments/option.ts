/**
 * `global`: every command takes it; `list`: the list commands; `json`: commands that can print JSON; `act`: commands that
 * change the cluster; `image`, `auth`, `edit`, `force`, `file`, `object`, `driver`,
 * `network`, `stack`, `drain`, `failover`, `swarm`, `agent`: those of them that need it; `logs`: the logs; `range`: what has
 * times; `timeline`: the timeline; `check`: the check; `demo`:
 * the demo.
 */
export type OptionScope =
  | 'global'
  | 'list'
  | 'json'
  | 'act'
  | 'image'
  | 'auth'
  | 'edit'
  | 'force'
  | 'file'
  | 'object'
  | 'driver'
  | 'network'
  | 'stack'
  | 'drain'
  | 'failover'
  | 'swarm'
  | 'agent'
  | 'logs'
  | 'range'
  | 'timeline'
  | 'check'
  | 'demo';

/** An option of the command line. */
export interface CommandLineOption {
  /** As typed, without the dashes. `no-…` turns off what is on by default. */
  readonly name: string;
  readonly short?: string;
  /** Name of the value in usage texts; absent for a switch. */
  readonly value?: string;
  readonly multiple?: boolean;
  /** Values that exist, for completion and checking. */
  readonly choices?: readonly string[];
  readonly scope: OptionScope;
  readonly purpose: string;
}
