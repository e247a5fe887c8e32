import type {Service} from '../../../domain/model/index.ts';
import {isSameJson, textAt, valueAt} from '../../spec/json.ts';
import {changeAt, inverted} from '../../spec/spec-change.ts';
import {refuse} from '../plan.ts';
import type {Step} from '../step.ts';
import {imageChecks, imagePath, pinned, platformsPath, withImage} from './pin-image.ts';
import {replacementOf} from './replace-tasks.ts';
import {jobWarning, type PlanService, servicePlan} from './service-plan.ts';
import {verifyService} from './verify-service.ts';

/** Plans another image, pinned by its digest so that every node runs the same one. */
export const planUpdateImage: PlanService<'update-image'> = planning => {
  const {intent, service, state} = planning;
  const title = `update ${service.name} to ${intent.image}`;
  const {spec} = state.object;
  const before = textAt(spec, ...imagePath);
  if (before === '') return refuse(title, `${service.name} runs no container image`);
  const answer = state.image;
  const image = pinned(intent.image, answer);
  if (image === before) return refuse(title, `${service.name} runs that image already`);
  const after = withImage(spec, intent.image, answer);
  const changes = [imagePath, platformsPath]
    .map(path => changeAt(spec, path, valueAt(after, path)))
    .filter(change => !isSameJson(change.before, change.after));
  const replacement = replacementOf(service, state, 'UpdateConfig');
  const step: Step = {kind: 'update-service', id: service.id, name: service.name, changes};
  return servicePlan(planning, {
    title,
    steps: [intent.withRegistryAuth ? {...step, withRegistryAuth: true} : step],
    ...replacement,
    checks: [
      ...imageChecks(intent.image, answer, intent.withRegistryAuth),
      ...replacement.checks,
      ...jobWarning(service),
    ],
    risk: 'disruptive',
    commands: [commandOf(service, image, intent.withRegistryAuth)],
    undo: {...step, changes: inverted(changes)},
    verify: verifyService({id: service.id, replaces: replacement.tasks > 0, ends: ['completed']}),
  });
};

const commandOf = ({name}: Service, image: string, withRegistryAuth: boolean): string =>
  `docker service update${withRegistryAuth ? ' --with-registry-auth' : ''} --image ${image} ${name}`;
