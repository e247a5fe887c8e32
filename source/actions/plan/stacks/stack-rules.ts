import type {Intent} from '../../intent.ts';
import type {ActionRules} from '../action-rule.ts';
import {deployReads, planDeployStack} from './deploy-stack.ts';
import {planRemoveStack} from './remove-stack.ts';

/** What is done to stacks. */
export const stackRules = {
  'deploy-stack': {plan: planDeployStack, creates: true, reads: deployReads},
  'remove-stack': {plan: planRemoveStack},
} satisfies Partial<ActionRules<Intent['kind']>>;
