import type {StackName, VolumeName} from './ids.ts';

/** A volume of the connected engine: no engine can list the volumes of another node. */
export interface Volume {
  readonly name: VolumeName;
  readonly stack: StackName | null;
  readonly driver: string;
  readonly scope: string;
  readonly mountpoint: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
}
