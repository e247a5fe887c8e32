import type {Node, Service} from '../../domain/model/index.ts';
import {type Intent, subjectOf} from '../intent.ts';
import {planAvailability} from './nodes/availability.ts';
import {planLabels} from './nodes/labels.ts';
import {planRemoveNode} from './nodes/remove-node.ts';
import {planDemote, planPromote} from './nodes/role.ts';
import {type Plan, type PlanState, type Refusal, refuse} from './plan.ts';
import {planNodeUndo, planServiceUndo} from './plan-undo.ts';
import {planRemoveService} from './services/remove-service.ts';
import {planRestart} from './services/restart.ts';
import {planRollback} from './services/rollback.ts';
import {planScale} from './services/scale.ts';
import {planUpdateImage} from './services/update-image.ts';

/** Says all that an intent would do, and how; pure: the same state gives the same plan. */
export function planAction(state: PlanState, intent: Intent): Plan | Refusal {
  const {kind, id} = subjectOf(intent);
  const unsure = doubt(state);
  if (unsure !== null) return refuse(`${intent.kind} ${id}`, unsure);
  if (kind === 'service') {
    const service = state.store.table('services').get(id);
    return service === undefined
      ? refuse(`${intent.kind} ${id}`, 'there is no such service')
      : planService(intent, service, state);
  }
  const node = state.store.table('nodes').get(id);
  return node === undefined
    ? refuse(`${intent.kind} ${id}`, 'there is no such node')
    : planNode(intent, node, state);
}

function planService(intent: Intent, service: Service, state: PlanState): Plan | Refusal {
  switch (intent.kind) {
    case 'scale':
      return planScale({intent, service, state});
    case 'restart':
      return planRestart({intent, service, state});
    case 'update-image':
      return planUpdateImage({intent, service, state});
    case 'rollback':
      return planRollback({intent, service, state});
    case 'remove-service':
      return planRemoveService({intent, service, state});
    case 'undo':
      return planServiceUndo(intent, service, state);
    default:
      return refuse(intent.kind, 'this is nothing that is done to a service');
  }
}

function planNode(intent: Intent, node: Node, state: PlanState): Plan | Refusal {
  switch (intent.kind) {
    case 'set-availability':
      return planAvailability({intent, node, state});
    case 'label-node':
      return planLabels({intent, node, state});
    case 'promote':
      return planPromote({intent, node, state});
    case 'demote':
      return planDemote({intent, node, state});
    case 'remove-node':
      return planRemoveNode({intent, node, state});
    case 'undo':
      return planNodeUndo(intent, node, state);
    default:
      return refuse(intent.kind, 'this is nothing that is done to a node');
  }
}

/** A plan on what was true once is no plan. */
function doubt({store}: PlanState): string | null {
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
