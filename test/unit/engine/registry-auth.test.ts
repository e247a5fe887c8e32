import {describe, expect, it} from 'vitest';
import {createFindRegistryAuth, registryOf} from '../../../source/engine/registry/registry-auth.ts';
import {aMachine} from '../../builders/surroundings.ts';

const decoded = (header: string | null) =>
  header === null ? null : JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
const find = async (config: object | null, image: string, helpers: Readonly<Record<string, string>> = {}) => {
  const machine = config === null ? aMachine() : aMachine().withConfig(config);
  const auth = createFindRegistryAuth(machine, async (helper, server) => {
    const secret = helpers[`${helper} ${server}`];
    return secret === undefined ? null : {username: secret === 'token' ? '<token>' : 'op', secret};
  });
  return decoded(await auth(image));
};

describe('credentials for a registry', () => {
  it.each([
    ['app:1', 'https://index.docker.io/v1/'],
    ['library/app', 'https://index.docker.io/v1/'],
    ['docker.io/library/app', 'https://index.docker.io/v1/'],
    ['registry.lab:5000/app:1', 'registry.lab:5000'],
    ['localhost/app', 'localhost'],
  ])('of %s are kept by the name %s', (image, server) => {
    expect(registryOf(image)).toBe(server);
  });

  it('are those that docker login wrote into the settings', async () => {
    const auths = {'reg.example': {auth: Buffer.from('op:pass:word').toString('base64')}};
    expect(await find({auths}, 'reg.example/app')).toEqual({
      username: 'op',
      password: 'pass:word',
      serveraddress: 'reg.example',
    });
  });

  it('come from the helper for that registry before the one for all', async () => {
    const config = {credsStore: 'all', credHelpers: {'reg.example': 'one'}};
    const helpers = {'one reg.example': 'token', 'all other.example': 'secret'};
    expect(await find(config, 'reg.example/app', helpers)).toEqual({
      identitytoken: 'token',
      serveraddress: 'reg.example',
    });
    expect(await find(config, 'other.example/app', helpers)).toMatchObject({password: 'secret'});
  });

  it.each([null, {}, {auths: {'reg.example': {}}}, {credsStore: 'all'}])(
    'are absent where there are none: %o',
    async config => {
      expect(await find(config, 'reg.example/app')).toBeNull();
    },
  );
});
