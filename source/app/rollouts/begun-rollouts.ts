import type {Service, ServiceId} from '../../domain/model/index.ts';
import type {ClusterStore, Touched} from '../../store/cluster-store.ts';

/** A rollout that began while the console looked on, and not from it. */
export interface BegunRollout {
  readonly service: ServiceId;
  readonly name: string;
  /** By our own clock. */
  readonly seenMs: number;
}

/** The rollouts that began elsewhere, until they were seen, or are over for a while. */
export interface BegunRollouts {
  /** Oldest first. */
  all(): readonly BegunRollout[];
  /** Takes in what the store tells. */
  follow(touched: Touched): void;
  see(service: string): void;
  /** Another swarm is looked at. */
  clear(): void;
}

/** Rollouts that begin together, as those of a stack do, are told of together. */
const gatherMs = 1_500;
/** How an end stays to be read. */
const lingerMs = 10_000;

export interface BegunRolloutsParts {
  readonly store: Pick<ClusterStore, 'table' | 'freshness'>;
  readonly isOurs: (service: Service) => boolean;
  readonly nowMs: () => number;
  readonly after: (ms: number, call: () => void) => () => void;
  readonly changed: () => void;
  /** Called once those that began together are known, with as many as are still going on. */
  readonly begun: (rollouts: readonly BegunRollout[]) => void;
}

export const createBegunRollouts = (parts: BegunRolloutsParts): BegunRollouts => {
  const {store, nowMs, after, changed} = parts;
  /** When the last known rollout of each service began, by the engine's clock. */
  const known = new Map<string, number>();
  const told = new Map<string, BegunRollout>();
  let isPrimed = false;
  let isGathering = false;

  const prime = () => {
    if (store.freshness('services').kind !== 'live') return;
    isPrimed = true;
    for (const service of store.table('services').values()) remember(service);
  };
  const remember = ({id, update}: Service): boolean => {
    const startedMs = update?.startedAtMs ?? null;
    if (startedMs === null || known.get(id) === startedMs) return false;
    known.set(id, startedMs);
    return true;
  };
  const forget = (id: string) => {
    if (told.delete(id)) changed();
  };
  const gather = () => {
    if (isGathering) return;
    isGathering = true;
    after(gatherMs, () => {
      isGathering = false;
      const going = [...told.values()].filter(({service}) => isGoingOn(store.table('services').get(service)));
      if (going.length > 0) parts.begun(going);
    });
  };
  const look = (id: string) => {
    const service = store.table('services').get(id);
    if (service === undefined) {
      known.delete(id);
      return forget(id);
    }
    const isNew = remember(service);
    const notice = told.get(id);
    if (!isGoingOn(service)) {
      if (notice !== undefined) after(lingerMs, () => told.get(id) === notice && forget(id));
      return;
    }
    // What is begun from here has a line, and a page, of its own.
    if (!isNew || parts.isOurs(service)) return;
    told.delete(id);
    told.set(id, {service: service.id, name: service.name, seenMs: nowMs()});
    gather();
    changed();
  };

  prime();
  return {
    all: () => [...told.values()],
    follow({tables}) {
      if (!isPrimed) return prime();
      for (const id of tables.services ?? []) look(id);
    },
    see: forget,
    clear() {
      known.clear();
      told.clear();
      isPrimed = false;
    },
  };
};

const isGoingOn = (service: Service | undefined): boolean =>
  service?.update?.state === 'updating' || service?.update?.state === 'rollback_started';
