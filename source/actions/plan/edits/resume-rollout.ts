import {isCurrent} from '../../../domain/task-lifecycle.ts';
import {patchBetween} from '../../edit/patch-between.ts';
import {patchFlags} from '../../edit/patch-flags.ts';
import {patchSpec} from '../../edit/service-patch.ts';
import type {JsonRecord} from '../../spec/json.ts';
import {diffSpecs} from '../../spec/spec-change.ts';
import {type Check, type PlanState, refuse} from '../plan.ts';
import {replacementOf} from '../services/replace-tasks.ts';
import {liveTasks} from '../services/service-facts.ts';
import {type PlanService, servicePlan} from '../services/service-plan.ts';
import {verifyService} from '../services/verify-service.ts';
import {isHeld, policyBeforeHold} from './held-rollout.ts';
import {previousLost} from './pause-rollout.ts';

/** Plans to go on with a rollout that was held from here, or that the engine paused when a task failed. */
export const planResumeRollout: PlanService<'resume-rollout'> = planning => {
  const {service, state} = planning;
  const {id, name, update} = service;
  const {spec} = state.object;
  const title = `resume the rollout of ${name}`;
  const wasPaused = update?.state === 'paused' || update?.state === 'rollback_paused';
  if (!isHeld(spec) && !wasPaused) return refuse(title, `no rollout of ${name} is paused`);
  const after = isHeld(spec) ? released(state) : spec;
  const flags = patchFlags(patchBetween(spec, after) ?? {set: {}, lists: {}});
  const behind = liveTasks(state.store, id).filter(task => !isCurrent(task, service)).length;
  const replacement = replacementOf(
    service,
    {...state, object: {...state.object, spec: after}},
    'UpdateConfig',
    behind,
  );
  return servicePlan(planning, {
    title,
    steps: [{kind: 'update-service', id, name, changes: diffSpecs(spec, after)}],
    ...replacement,
    checks: [
      ...(wasPaused && update !== null ? [causeCheck(update.message)] : []),
      ...(isHeld(spec) && policyBeforeHold(spec, state.object.previousSpec) === null ? [policyLost] : []),
      ...replacement.checks.filter(({name: check}) => check !== 'rollout'),
      previousLost,
    ],
    risk: 'disruptive',
    commands: [['docker service update', ...flags, name].join(' ')],
    undo: null,
    verify: verifyService({id, replaces: behind > 0, ends: ['completed']}),
  });
};

/** The spec with the update policy from before the hold, or one that goes on task by task. */
function released({object: {spec, previousSpec}}: PlanState): JsonRecord {
  const before = policyBeforeHold(spec, previousSpec);
  if (before === null) return patchSpec(spec, {set: {'update-delay': null}, lists: {}});
  const {UpdateConfig: now, ...rest} = spec;
  const {UpdateConfig: then} = before;
  return then === undefined ? rest : {...rest, UpdateConfig: then};
}

const causeCheck = (message: string): Check => ({
  name: 'cause',
  level: 'warning',
  reason: `the engine paused it (${message}); what is not mended will pause it again`,
});

const policyLost: Check = {
  name: 'update policy',
  level: 'warning',
  reason:
    'the policy from before the pause is not known any more: it goes on one task at a time, without delay',
};
