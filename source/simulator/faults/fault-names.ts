/** Every fault that can be switched on, with what a client sees of it. */
export const faultDescriptions = {
  drop: 'the connection is cut before any answer',
  delay: 'answers come late',
  truncate: 'answers break off after some bytes',
  garble: 'bytes of answers are replaced at random',
  'wrong-types': 'fields of answers have values of other types',
  'half-closed': 'the engine ends its half of the connection in the middle of an answer',
  stall: 'answers stop in the middle and the connection stays open',
  'error-500': 'the engine fails with a status of 500',
  'slow-lists': 'lists come a few bytes at a time',
  conflict: 'every change is out of sequence, as if somebody else had just made one',
  'event-gap': 'events are lost and nothing tells of it',
  'engine-restart': 'an engine goes down and comes back',
  // Where the leader itself is served its socket goes with it; clients of other managers see the election.
  'leader-lost': 'the leader loses its power: calls to other managers hang until another one leads',
  'quorum-lost': 'too few managers are left: answers are stale, then hang, then are refused',
  'node-dead': 'a node loses its power',
  partition: 'nodes are cut off from all others',
  'clock-skew': 'the clocks of nodes are wrong',
} as const;

export type FaultName = keyof typeof faultDescriptions;

export const isFaultName = (text: string): text is FaultName => Object.hasOwn(faultDescriptions, text);

export const faultNames: readonly FaultName[] = Object.keys(faultDescriptions).filter(isFaultName);
