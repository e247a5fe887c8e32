import type {Json, JsonRecord} from '../../spec/json.ts';
import {withValueAt} from '../../spec/json.ts';
import type {Check, ImageAnswer} from '../plan.ts';

/** Where a service's spec names its image. */
export const imagePath = ['TaskTemplate', 'ContainerSpec', 'Image'];
/** Where it says what the image runs on. */
export const platformsPath = ['TaskTemplate', 'Placement', 'Platforms'];

/** An image by its name and, where the registry told, its digest. */
export const pinned = (image: string, answer: ImageAnswer | null): string =>
  answer?.kind === 'resolved' ? `${image}@${answer.digest}` : image;

/**
 * A spec that runs another image, pinned. As the docker CLI does, also with what it runs on: else the scheduler may
 * choose a node on which the image cannot run.
 */
export function withImage(spec: JsonRecord, image: string, answer: ImageAnswer | null): JsonRecord {
  const platforms = platformsOf(answer);
  const named = withValueAt(spec, imagePath, pinned(image, answer));
  return platforms === null ? named : withValueAt(named, platformsPath, platforms);
}

const platformsOf = (answer: ImageAnswer | null): Json | null =>
  answer?.kind !== 'resolved' || answer.platforms.length === 0
    ? null
    : answer.platforms.map(({os, architecture}) => ({
        ...(architecture === '' ? {} : {Architecture: architecture}),
        ...(os === '' ? {} : {OS: os}),
      }));

/** Whether every node will run the same image, and with which credentials nodes pull it. */
export const imageChecks = (
  image: string,
  answer: ImageAnswer | null,
  withRegistryAuth: boolean,
): readonly Check[] => [pinCheck(image, answer), authCheck(withRegistryAuth)];

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
