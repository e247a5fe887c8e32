import type {Intent} from '../../intent.ts';
import {type ActionRule, type ActionRules, onRow} from '../action-rule.ts';
import {imageAskedFor, planEditService} from '../edits/edit-service.ts';
import {planPauseRollout} from '../edits/pause-rollout.ts';
import {planResumeRollout} from '../edits/resume-rollout.ts';
import {planRemoveService} from './remove-service.ts';
import {planRestart} from './restart.ts';
import {planRollback} from './rollback.ts';
import {planScale} from './scale.ts';
import type {PlanService} from './service-plan.ts';
import {planUpdateImage} from './update-image.ts';

const onService = <Kind extends Intent['kind']>(plan: PlanService<Kind>): ActionRule<Kind>['plan'] =>
  onRow(
    (store, id) => store.table('services').get(id),
    'service',
    (intent, service, state) => plan({intent, service, state}),
  );

/** What is done to services. */
export const serviceRules = {
  scale: {plan: onService(planScale)},
  restart: {plan: onService(planRestart)},
  'update-image': {
    plan: onService(planUpdateImage),
    image: ({image}) => (image.includes('@') ? null : image),
  },
  'edit-service': {plan: onService(planEditService), image: imageAskedFor},
  'pause-rollout': {plan: onService(planPauseRollout)},
  'resume-rollout': {plan: onService(planResumeRollout)},
  rollback: {plan: onService(planRollback)},
  'remove-service': {plan: onService(planRemoveService)},
} satisfies Partial<ActionRules<Intent['kind']>>;
