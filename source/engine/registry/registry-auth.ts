import {join} from 'node:path';
import {configFolder, fieldOf, parseJson} from '../discovery/docker-config.ts';
import type {Surroundings} from '../discovery/surroundings.ts';
import type {AskHelper} from './ask-helper.ts';

/** Finds the credentials that `docker login` left for an image's registry; null where there are none. */
export type FindRegistryAuth = (image: string) => Promise<string | null>;

const dockerHub = 'https://index.docker.io/v1/';

/** Credentials as the docker CLI finds them: a helper for the registry, the helper for all, or the settings themselves. */
export const createFindRegistryAuth =
  (surroundings: Surroundings, askHelper: AskHelper): FindRegistryAuth =>
  async image => {
    const text = surroundings.readText(join(configFolder(surroundings), 'config.json'));
    const config = typeof text === 'string' ? parseJson(text) : null;
    const server = registryOf(image);
    const helper = fieldOf(fieldOf(config, 'credHelpers'), server) ?? fieldOf(config, 'credsStore');
    if (typeof helper === 'string' && helper !== '') {
      const given = await askHelper(helper, server);
      if (given !== null) return headerOf({...given, server});
    }
    const entry = fieldOf(fieldOf(config, 'auths'), server);
    const token = fieldOf(entry, 'identitytoken');
    if (typeof token === 'string' && token !== '')
      return headerOf({username: '<token>', secret: token, server});
    const auth = fieldOf(entry, 'auth');
    if (typeof auth !== 'string' || auth === '') return null;
    const [username = '', ...secret] = Buffer.from(auth, 'base64').toString('utf8').split(':');
    return headerOf({username, secret: secret.join(':'), server});
  };

/** The registry of an image, under the name that credentials are kept by. */
export const registryOf = (image: string): string => {
  const [first = '', ...rest] = image.split('/');
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  return isHost && first !== 'docker.io' ? first : dockerHub;
};

/** A helper gives the user name `<token>` where the secret is an identity token. */
const headerOf = (given: {
  readonly username: string;
  readonly secret: string;
  readonly server: string;
}): string => {
  const {username, secret, server} = given;
  const auth =
    username === '<token>'
      ? {identitytoken: secret, serveraddress: server}
      : {username, password: secret, serveraddress: server};
  return Buffer.from(JSON.stringify(auth)).toString('base64url');
};
