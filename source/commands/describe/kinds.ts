/** What `describe` knows, and the list command that has its names. */
export const describedKinds = [
  {kind: 'node', list: 'nodes'},
  {kind: 'service', list: 'services'},
  {kind: 'task', list: 'tasks'},
  {kind: 'stack', list: 'stacks'},
  {kind: 'container', list: 'containers'},
  {kind: 'network', list: 'networks'},
  {kind: 'volume', list: 'volumes'},
  {kind: 'secret', list: 'secrets'},
  {kind: 'config', list: 'configs'},
] as const;

export type DescribedKind = (typeof describedKinds)[number]['kind'];
