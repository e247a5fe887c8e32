import type {Service} from '../../../domain/model/index.ts';
import {patchBetween} from '../../edit/patch-between.ts';
import {patchFlags} from '../../edit/patch-flags.ts';
import {isEmptyPatch, patchSpec} from '../../edit/service-patch.ts';
import type {IntentOf} from '../../intent.ts';
import {type JsonRecord, textAt} from '../../spec/json.ts';
import {applyChanges, conflictsIn, diffSpecs, inverted, type SpecChange} from '../../spec/spec-change.ts';
import {type Plan, type PlanState, type Refusal, refuse} from '../plan.ts';
import {imageChecks, imagePath, withImage} from '../services/pin-image.ts';
import {jobWarning, type PlanService, servicePlan} from '../services/service-plan.ts';
import type {Step} from '../step.ts';
import {editChecks, hidesValues} from './edit-checks.ts';
import {editFaults} from './edit-faults.ts';
import {editParts} from './edit-parts.ts';

type Edit = IntentOf<'edit-service'>;

/** The image that an edit asks for, where its digest is to be looked up. */
export function imageAskedFor({edit}: Edit): string | null {
  const image =
    'patch' in edit
      ? edit.patch.set['image']
      : edit.changes.find(({path}) => path.join() === imagePath.join())?.after;
  return typeof image === 'string' && !image.includes('@') ? image : null;
}

/** Plans any change of a service's spec: fields by name, or the whole as an editor left it. */
export const planEditService: PlanService<'edit-service'> = planning => {
  const {intent, service, state} = planning;
  const {spec} = state.object;
  const {edit} = intent;
  if ('changes' in edit) {
    const conflicts = conflictsIn(spec, edit.changes);
    if (conflicts.length > 0) {
      return {
        kind: 'refusal',
        title: `edit ${service.name}`,
        reasons: ['it was changed by someone else meanwhile; nothing is written over'],
        conflicts,
      };
    }
  } else if (isEmptyPatch(edit.patch)) return refuse(`update ${service.name}`, 'nothing is to be changed');
  const after = editedSpec(intent, state);
  const changes = diffSpecs(spec, after);
  const title = `update ${service.name}: ${whatChanges(changes)}`;
  if (changes.length === 0) return refuse(`update ${service.name}`, `${service.name} is like that already`);
  const faults = editFaults(service, spec, after, state.store);
  return faults.length > 0 ? refuse(title, ...faults) : planOf(planning, title, changes, after);
};

function editedSpec(intent: Edit, {object: {spec}, image}: PlanState): JsonRecord {
  const {edit} = intent;
  const asked = imageAskedFor(intent);
  const edited = 'patch' in edit ? patchSpec(spec, edit.patch) : applyChanges(spec, edit.changes);
  // A tag that the service runs pinned already stays as it is.
  return asked === null ? edited : withImage(edited, asked, image);
}

function planOf(
  planning: Parameters<PlanService<'edit-service'>>[0],
  title: string,
  changes: readonly SpecChange[],
  after: JsonRecord,
): Plan | Refusal {
  const {intent, service, state} = planning;
  const part = editParts(service, changes, after, state);
  const step = {kind: 'update-service', id: service.id, name: service.name, changes} as const;
  const asked = imageAskedFor(intent);
  return servicePlan(planning, {
    title,
    steps: [intent.withRegistryAuth ? {...step, withRegistryAuth: true} : step],
    ...part,
    checks: [
      ...(asked === null ? [] : imageChecks(asked, state.image, intent.withRegistryAuth)),
      ...part.checks,
      ...editChecks(service, changes, after, state.store),
      ...jobWarning(service),
    ],
    commands: commandsOf(intent, service, state.object.spec, after),
    undo: undoOf(step),
  });
}

/** The values of environment variables are not kept: then the engine's own previous spec is the way back. */
const undoOf = (step: Extract<Step, {kind: 'update-service'}>): Step => {
  const {id, name, changes} = step;
  const back = inverted(changes);
  return hidesValues(changes)
    ? {kind: 'rollback-service', id, name, changes: back}
    : {kind: 'update-service', id, name, changes: back};
};

function commandsOf(intent: Edit, {name}: Service, before: JsonRecord, after: JsonRecord): readonly string[] {
  const patch = 'patch' in intent.edit ? intent.edit.patch : patchBetween(before, after);
  if (patch === null) return [];
  const {image} = patch.set;
  const named =
    image === undefined ? patch : {...patch, set: {...patch.set, image: textAt(after, ...imagePath)}};
  const flags = [...(intent.withRegistryAuth ? ['--with-registry-auth'] : []), ...patchFlags(named)];
  return [`docker service update ${flags.join(' ')} ${name}`];
}

/** The last words of the changed fields, which say most. */
function whatChanges(changes: readonly SpecChange[]): string {
  const image = changes.find(({path}) => path.join() === imagePath.join());
  const names = changes
    .filter(({path}) => path[2] !== 'Platforms' && path.join() !== imagePath.join())
    .map(({path}) =>
      path
        .slice(path[0] === 'TaskTemplate' ? 1 : 0)
        .join('.')
        .replace('ContainerSpec.', ''),
    );
  const words = [
    ...(image === undefined
      ? []
      : [`image ${textAt({after: image.after ?? ''}, 'after').replace(/@.*$/, '')}`]),
    ...names,
  ];
  return words.length <= 3
    ? words.join(', ')
    : `${words.slice(0, 3).join(', ')} and ${words.length - 3} more`;
}
