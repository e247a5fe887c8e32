import type {ConfigId, StackName} from './ids.ts';

export interface Config {
  readonly id: ConfigId;
  readonly version: number;
  readonly name: string;
  readonly stack: StackName | null;
  /** Size of the data. */
  readonly bytes: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}
