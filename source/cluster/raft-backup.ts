import {cp, lstat, mkdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {EngineInfo} from '../domain/model/index.ts';

/** A copy of what a manager holds of its swarm, or why there is none. */
export type RaftBackup =
  | {readonly kind: 'copied'; readonly folder: string}
  | {readonly kind: 'impossible'; readonly reason: string};

/**
 * Copies the Raft state of the connected engine, where that engine is on this machine. Its certificate must name the
 * engine's own node: the folder of that name might belong to another engine. Without a leader nothing but votes is
 * written there, so that it can be copied while the engine runs.
 */
export async function backUpRaft(
  {dataRoot, nodeId}: Pick<EngineInfo, 'dataRoot' | 'nodeId'>,
  into: string,
  nowMs: number,
): Promise<RaftBackup> {
  const source = join(dataRoot, 'swarm');
  try {
    const owner = await ownerOf(await readFile(join(source, 'certificates', 'swarm-node.crt')));
    if (owner !== nodeId) {
      const whose = owner === null ? 'no node' : `the node ${owner}`;
      return impossible(`${source} on this machine belongs to ${whose}, not to the engine that is connected`);
    }
    const stamp = new Date(nowMs).toISOString().replaceAll(':', '-');
    const folder = join(into, `raft-${stamp}`);
    await mkdir(into, {recursive: true, mode: 0o700});
    await mkdir(folder, {mode: 0o700});
    await cp(source, folder, {recursive: true, preserveTimestamps: true, filter: isCopied});
    return {kind: 'copied', folder};
  } catch (error) {
    return impossible(error instanceof Error ? error.message : String(error));
  }
}

const impossible = (reason: string): RaftBackup => ({kind: 'impossible', reason});

/** Sockets are made anew by the engine. */
const isCopied = async (path: string): Promise<boolean> => {
  const found = await lstat(path);
  return found.isFile() || found.isDirectory();
};

/** The node that a certificate of a swarm was issued to: its common name. */
const ownerOf = async (certificate: Uint8Array): Promise<string | null> => {
  // Loaded here alone: the bundle makes functions of what it exports, and this one is constructed.
  const {X509Certificate} = await import('node:crypto');
  return /^CN=(.+)$/m.exec(new X509Certificate(certificate).subject)?.[1] ?? null;
};
