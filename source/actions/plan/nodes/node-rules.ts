import type {Intent} from '../../intent.ts';
import {type ActionRule, type ActionRules, onRow} from '../action-rule.ts';
import {planAvailability} from './availability.ts';
import {planLabels} from './labels.ts';
import type {PlanNode} from './node-plan.ts';
import {planRemoveNode} from './remove-node.ts';
import {planDemote, planPromote} from './role.ts';

const onNode = <Kind extends Intent['kind']>(plan: PlanNode<Kind>): ActionRule<Kind>['plan'] =>
  onRow(
    (store, id) => store.table('nodes').get(id),
    'node',
    (intent, node, state) => plan({intent, node, state}),
  );

/** What is done to nodes. */
export const nodeRules = {
  'set-availability': {plan: onNode(planAvailability)},
  'label-node': {plan: onNode(planLabels)},
  promote: {plan: onNode(planPromote)},
  demote: {plan: onNode(planDemote)},
  'remove-node': {plan: onNode(planRemoveNode)},
} satisfies Partial<ActionRules<Intent['kind']>>;
