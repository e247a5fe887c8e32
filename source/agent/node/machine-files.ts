import {readdir, readFile, statfs} from 'node:fs/promises';
import type {MachineFiles} from './node-meter.ts';

/**
 * In a container the engine's data is not to be seen, but the engine mounts this file from beside it: its file system
 * is that of the data, without a mount that would let the agent read all of it.
 */
const besideTheData = '/etc/hostname';

/** The files of the machine that this runs on. `dataRoot` tells of the engine's data, when it is known. */
export const machineFiles = (dataRoot: () => string | null): MachineFiles => ({
  read: path => readFile(path, 'utf8'),
  names: readdir,
  async disk() {
    const root = dataRoot();
    const found = root === null ? null : await statfs(root).catch(() => null);
    const {bsize, blocks, bfree} = found ?? (await statfs(besideTheData));
    return {used: (blocks - bfree) * bsize, total: blocks * bsize};
  },
});
