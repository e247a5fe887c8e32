import {execa} from 'execa';
import {fieldOf, parseJson} from '../discovery/docker-config.ts';

/** What a credential helper has for a registry; null where it has nothing or does not work. */
export type AskHelper = (
  helper: string,
  server: string,
) => Promise<{readonly username: string; readonly secret: string} | null>;

/** A helper that asks for a password in a window nobody sees must not hold an action up. */
const limitMs = 5_000;

/** Runs `docker-credential-NAME get`, as the docker CLI does. */
export const askHelper: AskHelper = async (helper, server) => {
  const {stdout, failed} = await execa(`docker-credential-${helper}`, ['get'], {
    input: server,
    timeout: limitMs,
    reject: false,
    stderr: 'ignore',
  });
  const answer = failed ? null : parseJson(stdout);
  const [username, secret] = [fieldOf(answer, 'Username'), fieldOf(answer, 'Secret')];
  return typeof username === 'string' && typeof secret === 'string' ? {username, secret} : null;
};
