/** What actions can be about. `engine`: the connected one and its place in a swarm. */
export type ObjectKind =
  | 'service'
  | 'node'
  | 'secret'
  | 'config'
  | 'network'
  | 'volume'
  | 'stack'
  | 'swarm'
  | 'engine';

/** One object, by id. A volume and a stack have their name as id, and so has what is yet to be made. */
export interface ObjectRef {
  readonly kind: ObjectKind;
  readonly id: string;
}
