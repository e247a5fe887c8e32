/**
 * Contents that must not be seen: of a secret, of a file with passwords in it. Neither JSON nor an inspection shows more
 * than the size.
 */
export interface Sealed {
  readonly bytes: number;
  readonly reveal: () => Uint8Array;
  readonly toJSON: () => string;
}

export const sealed = (contents: Uint8Array): Sealed => ({
  bytes: contents.length,
  reveal: () => contents,
  toJSON: () => `*** (${contents.length} bytes)`,
});
