/** What an operator can point at, be it there or gone. */
export type ObjectKind =
  | 'node'
  | 'service'
  | 'task'
  | 'stack'
  | 'network'
  | 'volume'
  | 'secret'
  | 'config'
  | 'container';

/** One object under its name; a volume and a stack have their name as id. */
export interface ObjectRef {
  readonly kind: ObjectKind;
  readonly id: string;
  readonly name: string;
}
