import type {SecretId, StackName} from './ids.ts';

/** Its data never leaves the engine, so there is no field for it. */
export interface Secret {
  readonly id: SecretId;
  readonly version: number;
  readonly name: string;
  readonly stack: StackName | null;
  /** Name of the external driver; empty for the engine's own store. */
  readonly driver: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}
