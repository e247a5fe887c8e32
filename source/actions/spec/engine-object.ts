import type {EngineInfo, SwarmMembership} from '../../domain/model/index.ts';
import {emptyObject, type RawObject} from './raw-object.ts';

/** What an engine says of its place in a swarm, as an object whose fields actions change. */
export const engineObject = ({name, membership, swarm}: EngineInfo): RawObject => ({
  ...emptyObject(name),
  version: swarm?.version ?? 0,
  spec: {Swarm: standing(membership)},
});

/** In the words of `docker info`; a manager without a quorum is told apart, for that is what forcing changes. */
const standing = ({kind}: SwarmMembership): string => {
  switch (kind) {
    case 'manager':
    case 'worker':
      return 'active';
    default:
      return kind;
  }
};
