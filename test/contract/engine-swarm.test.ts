import type {IncomingMessage} from 'node:http';
import {text} from 'node:stream/consumers';
import {afterEach, describe, expect, it} from 'vitest';
import {openDockerode} from '../../source/engine/dockerode/open-dockerode.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {socketEndpoint} from '../builders/endpoints.ts';
import {type FakeEngine, onSocket, pinged} from '../builders/http-engine.ts';

let server: FakeEngine;
let engine: Engine;
const heard: {readonly line: string; readonly body: unknown}[] = [];
afterEach(async () => {
  engine.close();
  await server.close();
  heard.length = 0;
});

/** An engine that answers everything alike. */
const open = async (status: number, answer: object) => {
  server = await onSocket(
    pinged(async (request: IncomingMessage, response) => {
      const body = await text(request);
      heard.push({
        line: `${request.method} ${request.url?.replace(/\?$/, '')}`,
        body: body === '' ? null : JSON.parse(body),
      });
      response.writeHead(status, {'Content-Type': 'application/json'}).end(JSON.stringify(answer));
    }),
  );
  engine = await openDockerode(socketEndpoint(server.path));
};

describe('the calls about a swarm itself', () => {
  it('start one, or take over what is left of one', async () => {
    await open(200, {});
    await engine.initSwarm({advertiseAddress: '10.0.0.1', forceNewCluster: true});
    expect(heard).toEqual([
      {
        line: 'POST /v1.51/swarm/init',
        body: {
          ListenAddr: '0.0.0.0:2377',
          AdvertiseAddr: '10.0.0.1',
          ForceNewCluster: true,
          Spec: {},
        },
      },
    ]);
  });

  it('send tokens and keys in the body, never in the address', async () => {
    await open(200, {});
    await engine.joinSwarm({managers: ['10.0.0.1:2377'], token: 'SWMTKN-1-x', advertiseAddress: ''});
    await engine.unlockSwarm('SWMKEY-1-x');
    expect(heard.map(({line}) => line)).toEqual(['POST /v1.51/swarm/join', 'POST /v1.51/swarm/unlock']);
    expect(heard.map(({body}) => body)).toEqual([
      {
        ListenAddr: '0.0.0.0:2377',
        AdvertiseAddr: '',
        RemoteAddrs: ['10.0.0.1:2377'],
        JoinToken: 'SWMTKN-1-x',
      },
      {UnlockKey: 'SWMKEY-1-x'},
    ]);
  });

  it('name the version of what they change, and what is to be made anew', async () => {
    await open(200, {});
    const spec = {Name: 'default', FutureField: {kept: true}};
    await engine.updateSwarm(7, spec, {workerToken: true, managerToken: false, unlockKey: true});
    await engine.leaveSwarm({force: true});
    await engine.leaveSwarm({force: false});
    expect(heard).toEqual([
      {
        line: 'POST /v1.51/swarm/update?version=7&rotateWorkerToken=true&rotateManagerUnlockKey=true',
        body: spec,
      },
      {line: 'POST /v1.51/swarm/leave?force=true', body: null},
      {line: 'POST /v1.51/swarm/leave', body: null},
    ]);
  });

  it('give the tokens and the key to those who ask for just them', async () => {
    const swarm = {ID: 'c1', JoinTokens: {Worker: 'SWMTKN-w', Manager: 'SWMTKN-m'}, UnlockKey: 'SWMKEY-k'};
    await open(200, swarm);
    expect(await engine.readJoinTokens()).toEqual({worker: 'SWMTKN-w', manager: 'SWMTKN-m'});
    expect(await engine.readUnlockKey()).toBe('SWMKEY-k');
    expect(JSON.stringify(await engine.inspect('swarm', ''))).not.toMatch(/SWMTKN|SWMKEY/);
  });

  it.each([
    [503, 'This node is already part of a swarm. Use "docker swarm leave" to leave this swarm.', 'rejected'],
    [500, 'invalid join token', 'rejected'],
    [
      503,
      'Timeout was reached before node joined. The attempt will continue in the background.',
      'timed-out',
    ],
    [401, 'swarm could not be unlocked: invalid key provided', 'rejected'],
    [503, 'You are attempting to leave the swarm on a node that is participating as a manager.', 'rejected'],
    [500, 'rpc error: code = Unknown desc = update out of sequence', 'version-conflict'],
  ])('tell what %i "%s" means: %s', async (status, message, kind) => {
    await open(status, {message});
    await expect(engine.updateSwarm(1, {})).rejects.toMatchObject({kind});
  });
});
