import {patchFlags} from '../../edit/patch-flags.ts';
import {patchSpec} from '../../edit/service-patch.ts';
import {diffSpecs, inverted} from '../../spec/spec-change.ts';
import {type Check, refuse} from '../plan.ts';
import {policyIn} from '../services/service-facts.ts';
import {type PlanService, servicePlan} from '../services/service-plan.ts';
import {verifyTaken} from './edit-parts.ts';
import {holdNs, isHeld} from './held-rollout.ts';

const patch = {set: {'update-parallelism': 1, 'update-delay': holdNs}, lists: {}};

/** Every update takes the place of the engine's one previous spec. */
export const previousLost: Check = {
  name: 'rollback',
  level: 'warning',
  reason:
    'the engine then forgets what its own rollback would go back to; medianest undo takes the update itself back',
};

/** Plans to hold a rollout after the task that is being replaced. */
export const planPauseRollout: PlanService<'pause-rollout'> = planning => {
  const {service, state} = planning;
  const {id, name, update} = service;
  const {spec} = state.object;
  const title = `pause the rollout of ${name}`;
  if (isHeld(spec)) return refuse(title, 'it is paused already');
  if (update?.state === 'paused') {
    return refuse(title, `the engine has paused it itself: ${update.message}`);
  }
  if (update?.state === 'rollback_started')
    return refuse(title, 'a rollback is going on, and none can be paused');
  if (update?.state !== 'updating') return refuse(title, `no rollout of ${name} is going on`);
  if (policyIn(spec, 'UpdateConfig').parallelism === 0) {
    return refuse(title, 'all its tasks are replaced at once: nothing is left to be paused');
  }
  const changes = diffSpecs(spec, patchSpec(spec, patch));
  const step = {kind: 'update-service', id, name, changes} as const;
  return servicePlan(planning, {
    title,
    steps: [step],
    effects: [
      'one more task may be replaced; then the engine waits until it is resumed',
      'tasks that were replaced keep the new spec, the others the old one',
    ],
    checks: [
      {
        name: 'pause',
        level: 'ok',
        reason: 'the engine has no call for it: its update policy is set to one task in a thousand hours',
      },
      previousLost,
    ],
    risk: 'disruptive',
    tasks: 1,
    expectedMs: 1_000,
    commands: [`docker service update ${patchFlags(patch).join(' ')} ${name}`],
    undo: {...step, changes: inverted(changes)},
    verify: verifyTaken(service, 'the engine holds the rollout'),
    settleMs: 0,
  });
};
