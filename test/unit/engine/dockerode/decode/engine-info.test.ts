import {describe, expect, it} from 'vitest';
import {decodeInfo} from '../../../../../source/engine/dockerode/decode/engine-info.ts';

const membership = (swarm: object) => decodeInfo({Swarm: swarm}, '1.51').membership;
const leaderless =
  "rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers are online. Make sure more than half of the managers are online.";
const locked =
  'Swarm is encrypted and needs to be unlocked before it can be used. Please use "docker swarm unlock" to unlock it.';
const expired = 'Swarm certificates have expired. To replace them, leave the swarm and join again.';
const starting =
  'rpc error: code = Unavailable desc = connection error: desc = "transport: error while dialing: dial unix /var/run/docker/swarm/control.sock: connect: no such file or directory"';

describe("an engine's part in a swarm", () => {
  it.each([
    ['a working manager', {LocalNodeState: 'active', ControlAvailable: true}, 'manager'],
    ['a worker', {LocalNodeState: 'active', ControlAvailable: false}, 'worker'],
    ['an engine outside any swarm', {LocalNodeState: 'inactive'}, 'inactive'],
    ['an engine that tells no state', {LocalNodeState: ''}, 'inactive'],
    ['an engine that is joining', {LocalNodeState: 'pending'}, 'pending'],
    ['a locked manager', {LocalNodeState: 'locked', Error: locked}, 'locked'],
    [
      'a manager without a leader',
      {LocalNodeState: 'active', ControlAvailable: true, Error: leaderless},
      'no-quorum',
    ],
    [
      'a manager whose leader does not answer',
      {
        LocalNodeState: 'active',
        ControlAvailable: true,
        Error: 'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      },
      'no-quorum',
    ],
    ['a manager that started without its peers', {LocalNodeState: 'pending', Error: leaderless}, 'no-quorum'],
    [
      'an engine with an expired certificate',
      {LocalNodeState: 'error', Error: expired},
      'certificate-expired',
    ],
    [
      'a manager that is starting',
      {LocalNodeState: 'active', ControlAvailable: true, Error: starting},
      'error',
    ],
    ['an engine in an error', {LocalNodeState: 'error', Error: 'x'}, 'error'],
    ['an engine in a state that we do not know', {LocalNodeState: 'asleep'}, 'error'],
  ])('%s', (_what, swarm, kind) => {
    expect(membership(swarm).kind).toBe(kind);
  });

  it("keeps the engine's words as the reason", () => {
    expect(membership({LocalNodeState: 'error', Error: 'disk full'})).toEqual({
      kind: 'error',
      reason: 'disk full',
    });
  });
});
