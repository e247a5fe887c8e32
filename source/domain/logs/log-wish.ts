import type {ObjectRef} from '../model/object-ref.ts';

/** Whose logs are wanted. */
export type LogWish =
  | {readonly kind: 'services'; readonly ids: readonly string[]}
  | {readonly kind: 'tasks'; readonly ids: readonly string[]}
  | {readonly kind: 'stack'; readonly name: string}
  | {readonly kind: 'node'; readonly id: string}
  | {readonly kind: 'container'; readonly id: string}
  | {readonly kind: 'several'; readonly wishes: readonly LogWish[]};

/** The logs of one object; null where its kind has none. */
export const logWishOf = ({kind, id, name}: ObjectRef): LogWish | null => {
  switch (kind) {
    case 'service':
      return {kind: 'services', ids: [id]};
    case 'task':
      return {kind: 'tasks', ids: [id]};
    case 'stack':
      return {kind: 'stack', name};
    case 'node':
    case 'container':
      return {kind, id};
    case 'network':
    case 'volume':
    case 'secret':
    case 'config':
      return null;
  }
};
