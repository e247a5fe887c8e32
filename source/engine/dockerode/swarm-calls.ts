import type {SwarmWrites} from '../swarm-writes.ts';
import {fields, text} from './decode/fields.ts';
import type {Question, Wire} from './wire.ts';

/** Where engines listen for each other unless they are told otherwise. */
const listenAddress = '0.0.0.0:2377';

/** The part of the port about the swarm itself over one engine; `pinned` puts the API version before a path. */
export const swarmCalls = (wire: Wire, pinned: (question: Question) => Question): SwarmWrites => {
  const post = (operation: string, path: string, part: Partial<Question>): Promise<void> =>
    wire.done(pinned({operation, target: 'the swarm', method: 'POST', path, ...part}));
  const rotations = (wanted: Readonly<Record<string, boolean | undefined>>) =>
    Object.fromEntries(
      Object.entries(wanted).flatMap(([name, isWanted]) => (isWanted ? [[name, 'true']] : [])),
    );

  return {
    initSwarm: ({advertiseAddress, forceNewCluster}, signal) =>
      post('init swarm', '/swarm/init', {
        body: {
          ListenAddr: listenAddress,
          AdvertiseAddr: advertiseAddress,
          ForceNewCluster: forceNewCluster,
          Spec: {},
        },
        signal,
      }),
    joinSwarm: ({managers, token, advertiseAddress}, signal) =>
      post('join swarm', '/swarm/join', {
        body: {
          ListenAddr: listenAddress,
          AdvertiseAddr: advertiseAddress,
          RemoteAddrs: managers,
          JoinToken: token,
        },
        signal,
      }),
    leaveSwarm: ({force}, signal) =>
      // Without a body the modem would send its own options as one.
      post('leave swarm', '/swarm/leave', {query: force ? {force: 'true'} : {}, body: {}, signal}),
    updateSwarm: (version, spec, rotate = {}, signal) =>
      post('update swarm', '/swarm/update', {
        query: {
          version: String(version),
          ...rotations({
            rotateWorkerToken: rotate.workerToken,
            rotateManagerToken: rotate.managerToken,
            rotateManagerUnlockKey: rotate.unlockKey,
          }),
        },
        body: spec,
        signal,
      }),
    unlockSwarm: (key, signal) => post('unlock swarm', '/swarm/unlock', {body: {UnlockKey: key}, signal}),
    async readJoinTokens(signal) {
      const swarm = await wire.json(pinned({operation: 'read the join tokens', path: '/swarm', signal}));
      const tokens = fields(fields(swarm)['JoinTokens']);
      return {worker: text(tokens['Worker']), manager: text(tokens['Manager'])};
    },
    async readUnlockKey(signal) {
      const answer = await wire.json(
        pinned({operation: 'read the unlock key', path: '/swarm/unlockkey', signal}),
      );
      return text(fields(answer)['UnlockKey']);
    },
  };
};
