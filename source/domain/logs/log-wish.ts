/** Whose logs are wanted. */
export type LogWish =
  | {readonly kind: 'services'; readonly ids: readonly string[]}
  | {readonly kind: 'tasks'; readonly ids: readonly string[]}
  | {readonly kind: 'stack'; readonly name: string}
  | {readonly kind: 'node'; readonly id: string}
  | {readonly kind: 'container'; readonly id: string}
  | {readonly kind: 'several'; readonly wishes: readonly LogWish[]};
