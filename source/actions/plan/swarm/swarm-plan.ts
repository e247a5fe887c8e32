import type {EngineInfo, SwarmObject} from '../../../domain/model/index.ts';
import type {IntentOf} from '../../intent.ts';
import type {SwarmIntent} from '../../swarm-intent.ts';
import type {Plan, PlanState, PlanStore, Verification, VerifyState} from '../plan.ts';

/** The parts that every plan for the swarm itself has. */
export const swarmPlan = (
  intent: SwarmIntent | IntentOf<'undo'>,
  {object}: PlanState,
  part: Omit<Plan, 'kind' | 'intent' | 'object' | 'version' | 'settleMs' | 'tasks' | 'isSilent'>,
): Plan => ({
  kind: 'plan',
  intent,
  object: {kind: 'swarm', id: object.id, name: swarmName},
  version: object.version,
  settleMs: 0,
  tasks: 0,
  // The swarm sends no event of itself.
  isSilent: true,
  ...part,
});

/** Swarms have no name of their own but `default`. */
export const swarmName = 'swarm';

/** Judges the swarm by what its manager says of it, once that is of the version that the change made. */
export const verifySwarm =
  (judge: (swarm: SwarmObject, store: PlanStore) => Verification) =>
  ({store, version}: VerifyState): Verification => {
    const swarm = store.engineInfo?.swarm ?? null;
    if (store.freshness('engine').kind !== 'live' || swarm === null)
      return {kind: 'pending', detail: 'the connection is lost; what goes on in the swarm cannot be seen'};
    return version === null || swarm.version < version
      ? {kind: 'pending', detail: 'waiting for the manager to tell of the change'}
      : judge(swarm, store);
  };

/** The parts that every plan for the connected engine's place in a swarm has. */
export const enginePlan = (
  intent: SwarmIntent,
  {object}: PlanState,
  part: Omit<Plan, 'kind' | 'intent' | 'object' | 'version' | 'settleMs' | 'tasks' | 'isSilent' | 'undo'>,
): Plan => ({
  kind: 'plan',
  intent,
  object: {kind: 'engine', id: object.id, name: object.id},
  version: object.version,
  settleMs: 0,
  tasks: 0,
  isSilent: true,
  undo: null,
  ...part,
});

/** Judges the engine by what it says of itself. */
export const verifyEngine =
  (judge: (info: EngineInfo, store: PlanStore) => Verification) =>
  ({store}: VerifyState): Verification =>
    store.engineInfo === null
      ? {kind: 'pending', detail: 'the engine has not told what it is'}
      : judge(store.engineInfo, store);
