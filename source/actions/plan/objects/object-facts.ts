import type {WholeKind} from '../../../engine/object-writes.ts';
import type {ObjectRef} from '../../object-kind.ts';
import type {Plan, PlanStore, Verification, VerifyState} from '../plan.ts';

/** A secret, config, network or volume, as far as plans are made from it. */
export interface KnownObject {
  readonly id: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** All objects of a kind that are known. */
export function objectsOf(kind: WholeKind, store: PlanStore): readonly KnownObject[] {
  switch (kind) {
    case 'secret':
      return [...store.table('secrets').values()];
    case 'config':
      return [...store.table('configs').values()];
    case 'network':
      return [...store.table('networks').values()];
    case 'volume':
      return [...store.table('volumes').values()].map(({name, labels}) => ({id: name, name, labels}));
  }
}

/** Names of the services whose spec names the object. */
export const usersOf = (kind: WholeKind, id: string, store: PlanStore): readonly string[] =>
  [...store.usedBy(kind, id)].map(service => store.table('services').get(service)?.name ?? service).sort();

/** What a plan is about, by the name that a person types. */
export const objectNamed = (kind: ObjectRef['kind'], id: string, name: string): Plan['object'] => ({
  kind,
  id,
  name,
});

const isFresh = (kind: WholeKind, store: PlanStore): boolean => store.freshness(`${kind}s`).kind === 'live';

const unseen: Verification = {kind: 'pending', detail: 'the connection is lost'};

/** Waits until the object is listed, or until it is listed no more. Ids and names are both understood. */
export const verifyPresence =
  (kind: WholeKind, idOrName: string, isWanted: boolean) =>
  ({store}: VerifyState): Verification => {
    if (!isFresh(kind, store)) return unseen;
    const isThere = objectsOf(kind, store).some(({id, name}) => id === idOrName || name === idOrName);
    if (isThere === isWanted) return {kind: 'done', detail: isWanted ? 'it is there' : 'it is gone'};
    return {kind: 'pending', detail: isWanted ? 'not listed yet' : 'still listed'};
  };

/** What the engine takes for a name of a secret or config; longer ones it refuses. */
const keptName = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9])?$/;
const freeName = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

/** Why the engine would refuse a name; null where it would not. */
export function nameFault(kind: WholeKind, name: string): string | null {
  const isKept = kind === 'secret' || kind === 'config';
  if ((isKept ? keptName : freeName).test(name)) return null;
  const length = isKept ? ', at most 64 of them' : '';
  return `"${name}" is no name for a ${kind}: letters, digits, "-", "_" and "."${length}`;
}
