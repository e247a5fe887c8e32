import type {FaultName} from '../faults/fault-names.ts';
import type {ScenarioName} from '../scenarios/scenario-names.ts';

/** What may be said of a demo; null: not said. Sizes and a rate make a swarm of their own, a scenario another one. */
export interface DemoOptions {
  readonly nodes: number | null;
  readonly services: number | null;
  readonly tasks: number | null;
  readonly changesPerSecond: number | null;
  readonly seed: number | null;
  readonly fault: FaultName | null;
  readonly scenario: ScenarioName | null;
}
