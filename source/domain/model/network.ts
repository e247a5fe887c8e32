import type {NetworkId, StackName} from './ids.ts';

export interface Network {
  readonly id: NetworkId;
  readonly name: string;
  readonly stack: StackName | null;
  readonly driver: string;
  readonly scope: 'swarm' | 'local' | 'global';
  readonly attachable: boolean;
  readonly internal: boolean;
  readonly ingress: boolean;
  /** Presence of the option decides, whatever its value. */
  readonly encrypted: boolean;
  readonly subnets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
}
