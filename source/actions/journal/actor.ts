import type {Actor} from './record.ts';

/** Reads who acts from the environment; `account` is the name that the system has for this user. */
export const actorFrom = (env: Readonly<Record<string, string | undefined>>, account: string): Actor => ({
  user: account,
  sudoUser: env['SUDO_USER'] ?? '',
  sshConnection: env['SSH_CONNECTION'] ?? '',
});
