import type {Platform} from '../domain/model/index.ts';
import type {ObjectWrites} from './object-writes.ts';
import type {SwarmWrites} from './swarm-writes.ts';

/** How a service is changed beside its spec. */
export interface UpdateServiceOptions {
  /** Goes back to the previous spec; the spec that is sent must be the present one all the same. */
  readonly rollback?: 'previous';
  /** From which spec nodes take the credentials to pull the image with, where none are sent. */
  readonly registryAuthFrom?: 'spec' | 'previous-spec';
  /** Credentials for `X-Registry-Auth`; they replace those that the service has. */
  readonly registryAuth?: string;
}

/**
 * The writing half of the port. A spec is the engine's own JSON, read whole, changed and sent back whole: what it holds
 * beyond our model must survive. Rejects with `version-conflict` when the object is not of that version any more. A call
 * that ends without an answer (`unreachable`, `timed-out`) may have been carried out: it is never sent twice.
 */
export interface EngineWrites extends SwarmWrites, ObjectWrites {
  /** Resolves with the id that the engine gave. */
  createService(
    spec: unknown,
    options?: Pick<UpdateServiceOptions, 'registryAuth'>,
    signal?: AbortSignal,
  ): Promise<{readonly id: string; readonly warnings: readonly string[]}>;
  /** Resolves with the engine's warnings. */
  updateService(
    id: string,
    version: number,
    spec: unknown,
    options?: UpdateServiceOptions,
    signal?: AbortSignal,
  ): Promise<readonly string[]>;
  removeService(id: string, signal?: AbortSignal): Promise<void>;
  updateNode(id: string, version: number, spec: unknown, signal?: AbortSignal): Promise<void>;
  /** Without `force` the engine refuses a node that is not down. */
  removeNode(id: string, options?: {readonly force?: boolean}, signal?: AbortSignal): Promise<void>;
  /** What a registry has under an image's name now. Rejects where the engine cannot ask it. */
  resolveImage(image: string, registryAuth?: string, signal?: AbortSignal): Promise<ResolvedImage>;
}

/** An image by content, and what it runs on. */
export interface ResolvedImage {
  readonly digest: string;
  readonly platforms: readonly Platform[];
}
