import type {Actor} from './record.ts';

/** Reads who acts from the environment; `account` is the name that the system has for this user. */
export const actorFrom = (env: Readonly<Record<string, string | undefined>>, account: string): Actor => ({
  user: account,
  sudoUser: env['SUDO_USER'] ?? '',
  sshConnection: env['SSH_CONNECTION'] ?? '',
});

/** Who acted, in words: the person behind sudo first. */
export const whoInWords = ({user, sudoUser, sshConnection}: Actor): string => {
  const name = sudoUser === '' ? user : `${sudoUser} as ${user}`;
  const from = sshConnection.split(' ')[0] ?? '';
  return from === '' ? name : `${name} from ${from}`;
};

/** Whether two records are of one person, as well as a process can tell: who comes back comes from another port. */
export const isSameActor = (a: Actor, b: Actor): boolean => a.user === b.user && a.sudoUser === b.sudoUser;
