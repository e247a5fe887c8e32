declare const brand: unique symbol;
type Branded<Name extends string> = string & {readonly [brand]: Name};

export type NodeId = Branded<'node'>;
export type ServiceId = Branded<'service'>;
export type TaskId = Branded<'task'>;
export type NetworkId = Branded<'network'>;
export type SecretId = Branded<'secret'>;
export type ConfigId = Branded<'config'>;
export type ContainerId = Branded<'container'>;
/** A volume is known by its name: it is local to one node and has no id. */
export type VolumeName = Branded<'volume'>;
/** A stack is a label shared by its objects (`com.docker.stack.namespace`), so its name is its identity. */
export type StackName = Branded<'stack'>;
