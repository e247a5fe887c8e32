import {createHash} from 'node:crypto';
import {ApiError} from '../../api-error.ts';
import type {JsonText} from '../../wire/json.ts';
import {imageTraits} from '../agent/images.ts';
import type {NodeRecord, TaskRecord} from '../state/records.ts';

/** Images that containers of this node were made from. */
export const listImages = (node: NodeRecord): readonly JsonText[] => {
  const users = new Map<string, TaskRecord[]>();
  for (const task of node.tasks) {
    if (!task.containerId) continue;
    users.set(task.template.image, [...(users.get(task.template.image) ?? []), task]);
  }
  return [...users].map(([image, tasks]) => imageText(image, tasks));
};

export const inspectImage = (node: NodeRecord, ref: string): JsonText => {
  const users = [...node.tasks].filter(task => task.containerId && task.template.image.startsWith(ref));
  const [first] = users;
  if (first === undefined) throw new ApiError(404, `No such image: ${ref}`);
  return imageText(first.template.image, users);
};

/** The digest is one of the image's name: there is nothing else to digest. */
export const inspectDistribution = (ref: string): JsonText => {
  if (imageTraits(ref) === null) throw new ApiError(404, 'manifest unknown: manifest unknown');
  const digest = `sha256:${createHash('sha256').update(ref).digest('hex')}`;
  const mediaType = 'application/vnd.docker.distribution.manifest.v2+json';
  return JSON.stringify({
    Descriptor: {mediaType, digest, size: 427},
    Platforms: [{architecture: 'amd64', os: 'linux'}],
  });
};

const imageText = (image: string, users: readonly TaskRecord[]): JsonText => {
  const [tag = ''] = image.split('@');
  const id = `sha256:${Buffer.from(image).toString('hex').padEnd(64, '0').slice(0, 64)}`;
  return JSON.stringify({
    Containers: users.length,
    Created: Math.floor((users[0]?.createdMs ?? 0) / 1_000),
    Id: id,
    Labels: null,
    ParentId: '',
    RepoDigests: [],
    RepoTags: [tag],
    SharedSize: -1,
    Size: 4_200_000,
    Os: 'linux',
    Architecture: 'amd64',
  });
};
