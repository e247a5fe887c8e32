import {type Json, listAt, textAt} from '../../spec/json.ts';
import type {RawObject} from '../../spec/raw-object.ts';
import {diffSpecs, inverted} from '../../spec/spec-change.ts';
import {isHeld} from '../edits/held-rollout.ts';
import {type Plan, type PlanStore, type Refusal, refuse} from '../plan.ts';
import {withoutDigest} from './image-words.ts';
import {replacementOf} from './replace-tasks.ts';
import {jobWarning, type ServicePlanning, servicePlan} from './service-plan.ts';
import {verifyService} from './verify-service.ts';

/** Plans to go back to the previous spec, and says what that is. */
export const planRollback = (planning: ServicePlanning<'rollback' | 'undo'>): Plan | Refusal => {
  const {service, state} = planning;
  const title = `roll ${service.name} back`;
  const {spec, previousSpec} = state.object;
  if (previousSpec === null) {
    return refuse(
      title,
      `${service.name} has no previous spec: it was not updated yet, or was rolled back by the engine`,
    );
  }
  if (isHeld(spec) || isHeld(previousSpec)) {
    return refuse(
      title,
      'the rollout was paused from here, and the engine has forgotten what was before it: its previous spec is of the same update',
      'take the update itself back: medianest journal shows its id, medianest undo ID does it',
    );
  }
  const changes = diffSpecs(spec, previousSpec);
  if (changes.length === 0) return refuse(title, 'the previous spec is the same as the present one');
  const missing = missingFiles(previousSpec, state.store);
  if (missing.length > 0) return refuse(title, ...missing);
  const replaces = changes.some(({path}) => path[0] === 'TaskTemplate' || path[0] === 'EndpointSpec');
  const replacement = replacementOf(service, state, 'RollbackConfig');
  const none = {tasks: 0, expectedMs: 0, effects: ['no task is replaced'], checks: [], settleMs: 0};
  const step = {kind: 'rollback-service', id: service.id, name: service.name} as const;
  const part = replaces ? replacement : none;
  return servicePlan(planning, {
    title,
    steps: [{...step, changes}],
    ...part,
    effects: [...backTo(state.object), ...part.effects],
    checks: [...part.checks, ...jobWarning(service)],
    risk: 'disruptive',
    commands: [`docker service rollback ${service.name}`],
    // A second rollback goes forward again.
    undo: {...step, changes: inverted(changes)},
    verify: verifyService({
      id: service.id,
      replaces: replaces && replacement.tasks > 0,
      ends: replaces ? ['rollback_completed'] : ['rollback_completed', 'rollback_started', 'completed'],
    }),
  });
};

const imageIn = (spec: Json): string => withoutDigest(textAt(spec, 'TaskTemplate', 'ContainerSpec', 'Image'));

function backTo({spec, previousSpec}: RawObject): readonly string[] {
  if (previousSpec === null) return [];
  const [now, then] = [imageIn(spec), imageIn(previousSpec)];
  return now === then ? [`the image stays ${now}`] : [`the image goes back from ${now} to ${then}`];
}

/** The engine checks the present spec only, and would start tasks that can never run. */
function missingFiles(previous: Json, store: PlanStore): readonly string[] {
  const missing = (kind: 'Secret' | 'Config', table: 'secrets' | 'configs') =>
    store.freshness(table).kind !== 'live'
      ? []
      : listAt(previous, 'TaskTemplate', 'ContainerSpec', `${kind}s`)
          .filter(item => store.table(table).get(textAt(item, `${kind}ID`)) === undefined)
          .map(
            item =>
              `the ${kind.toLowerCase()} "${textAt(item, `${kind}Name`)}" that the previous spec needs is gone`,
          );
  return [...missing('Secret', 'secrets'), ...missing('Config', 'configs')];
}
