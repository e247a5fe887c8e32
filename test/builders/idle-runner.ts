import type {JournalRecord} from '../../source/actions/journal/record.ts';
import {createRunner, type Runner} from '../../source/actions/run/runner.ts';
import type {ClusterStore} from '../../source/store/cluster-store.ts';
import {aClock} from './fake-clock.ts';

/** A runner that is connected to nothing, for consoles that change nothing. */
export const anIdleRunner = (
  store: ClusterStore,
  {
    journal = [],
    locked = null,
  }: {readonly journal?: readonly JournalRecord[]; readonly locked?: string | null} = {},
): Runner =>
  createRunner({
    engine: () => null,
    store,
    clock: aClock(0),
    journal: {append: () => null, list: () => journal, readFault: () => null},
    who: {user: 'root', sudoUser: '', sshConnection: ''},
    where: () => ({context: 'default', host: 'unix:///var/run/docker.sock', cluster: null}),
    locked: () => locked,
    newId: () => 'action',
    findRegistryAuth: async () => null,
    refresh: () => undefined,
    watch: () => () => undefined,
  });
