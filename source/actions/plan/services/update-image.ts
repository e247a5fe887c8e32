import type {Service} from '../../../domain/model/index.ts';
import {isSameJson, type Json, textAt} from '../../spec/json.ts';
import {changeAt, inverted} from '../../spec/spec-change.ts';
import {type Check, type ImageAnswer, refuse} from '../plan.ts';
import type {Step} from '../step.ts';
import {replacementOf} from './replace-tasks.ts';
import {jobWarning, type PlanService, servicePlan} from './service-plan.ts';
import {verifyService} from './verify-service.ts';

const imagePath = ['TaskTemplate', 'ContainerSpec', 'Image'];
const platformsPath = ['TaskTemplate', 'Placement', 'Platforms'];

/** Plans another image, pinned by its digest so that every node runs the same one. */
export const planUpdateImage: PlanService<'update-image'> = planning => {
  const {intent, service, state} = planning;
  const title = `update ${service.name} to ${intent.image}`;
  const {spec} = state.object;
  const before = textAt(spec, ...imagePath);
  if (before === '') return refuse(title, `${service.name} runs no container image`);
  const answer = state.image;
  const pinned = answer?.kind === 'resolved' ? `${intent.image}@${answer.digest}` : intent.image;
  if (pinned === before) return refuse(title, `${service.name} runs that image already`);
  const platforms = platformsOf(answer);
  const changes = [
    changeAt(spec, imagePath, pinned),
    // As the docker CLI does: without them the scheduler may choose a node on which the image cannot run.
    ...(platforms === null ? [] : [changeAt(spec, platformsPath, platforms)]),
  ].filter(change => !isSameJson(change.before, change.after));
  const replacement = replacementOf(service, state, 'UpdateConfig');
  const step: Step = {kind: 'update-service', id: service.id, name: service.name, changes};
  return servicePlan(planning, {
    title,
    steps: [intent.withRegistryAuth ? {...step, withRegistryAuth: true} : step],
    ...replacement,
    checks: [
      pinCheck(intent.image, answer),
      authCheck(intent.withRegistryAuth),
      ...replacement.checks,
      ...jobWarning(service),
    ],
    risk: 'disruptive',
    commands: [commandOf(service, pinned, intent.withRegistryAuth)],
    undo: {...step, changes: inverted(changes)},
    verify: verifyService({id: service.id, replaces: replacement.tasks > 0, ends: ['completed']}),
  });
};

const platformsOf = (answer: ImageAnswer | null): Json | null =>
  answer?.kind !== 'resolved' || answer.platforms.length === 0
    ? null
    : answer.platforms.map(({os, architecture}) => ({
        ...(architecture === '' ? {} : {Architecture: architecture}),
        ...(os === '' ? {} : {OS: os}),
      }));

function pinCheck(image: string, answer: ImageAnswer | null): Check {
  if (answer?.kind === 'resolved') {
    return {
      name: 'digest',
      level: 'ok',
      reason: `pinned to ${answer.digest}: every node runs the same image`,
    };
  }
  if (image.includes('@')) return {name: 'digest', level: 'ok', reason: 'the image is named by its digest'};
  const why = answer === null ? '' : ` (${answer.reason})`;
  return {
    name: 'digest',
    level: 'warning',
    reason: `the registry could not be asked${why}: the tag is not pinned, and nodes may run different images under it`,
  };
}

const authCheck = (withRegistryAuth: boolean): Check => ({
  name: 'credentials',
  level: 'ok',
  reason: withRegistryAuth
    ? 'the credentials of this machine are sent along'
    : 'nodes pull with the credentials that the service has',
});

const commandOf = ({name}: Service, image: string, withRegistryAuth: boolean): string =>
  `docker service update${withRegistryAuth ? ' --with-registry-auth' : ''} --image ${image} ${name}`;
