import {type Intent, type IntentOf, subjectOf} from '../intent.ts';
import type {ActionRule, ActionRules} from './action-rule.ts';
import {planDeployAgent} from './agent/deploy-agent.ts';
import {nodeRules} from './nodes/node-rules.ts';
import {objectRules} from './objects/object-rules.ts';
import {type Plan, type PlanState, type PlanStore, type Refusal, refuse} from './plan.ts';
import {undoRule} from './plan-undo.ts';
import {serviceRules} from './services/service-rules.ts';
import {stackRules} from './stacks/stack-rules.ts';
import {swarmRules} from './swarm/swarm-rules.ts';

/** Every action there is. One without a rule does not compile. */
const rules: ActionRules<Intent['kind']> = {
  ...serviceRules,
  'deploy-agent': {
    plan: planDeployAgent,
    creates: true,
    image: ({image}) => (image === '' || image.includes('@') ? null : image),
  },
  ...nodeRules,
  ...objectRules,
  ...swarmRules,
  ...stackRules,
  undo: undoRule,
};

/** The rule of an intent, to be used with that intent. */
export const ruleOf = <Kind extends Intent['kind']>(kind: Kind): ActionRule<Kind> => rules[kind];

/** Says all that an intent would do, and how; pure: the same state gives the same plan. */
export function planAction<Kind extends Intent['kind']>(
  state: PlanState,
  intent: IntentOf<Kind> & {readonly kind: Kind},
): Plan | Refusal {
  const rule = ruleOf(intent.kind);
  const unsure = rule.isLocal === true ? null : doubtOf(state.store);
  if (unsure !== null) return refuse(`${intent.kind} ${subjectOf(intent).id}`, unsure);
  return rule.plan(intent, state);
}

/** Why nothing can be planned now, for a plan on what was true once is no plan; null when it can. */
export function doubtOf(store: PlanStore): string | null {
  if (store.quorum?.hasQuorum === false) {
    const {reachable, managers, needed} = store.quorum;
    return `quorum is lost: ${reachable} of ${managers} managers are reachable, ${needed} are needed; nothing can be changed`;
  }
  for (const source of ['nodes', 'services', 'tasks'] as const) {
    const freshness = store.freshness(source);
    if (freshness.kind !== 'live') {
      const why = 'reason' in freshness ? `: ${freshness.reason}` : '';
      return `what is known of the ${source} is not fresh (${freshness.kind}${why})`;
    }
  }
  return null;
}
