/** Kinds of objects that are made and removed as a whole. */
export type WholeKind = 'secret' | 'config' | 'network' | 'volume';

/** Making and removing what is neither a service nor a node. */
export interface ObjectWrites {
  /** Resolves with the id that the engine gave; a volume's is its name. The spec goes into the body, never into a URL. */
  createObject(
    kind: WholeKind,
    spec: unknown,
    signal?: AbortSignal,
  ): Promise<{readonly id: string; readonly warnings: readonly string[]}>;
  /** Rejects with `rejected` while it is in use. */
  removeObject(kind: WholeKind, id: string, signal?: AbortSignal): Promise<void>;
}
