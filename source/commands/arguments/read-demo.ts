import {nearest} from '../../domain/nearest.ts';
import {type FaultName, faultNames, isFaultName} from '../../simulator/faults/fault-names.ts';
import {isScenarioName, type ScenarioName, scenarioNames} from '../../simulator/scenarios/scenario-names.ts';
import {UsageFault} from './usage-fault.ts';

/** What was said of a demo; null: not said. */
export interface DemoWishes {
  readonly nodes: number | null;
  readonly services: number | null;
  readonly tasks: number | null;
  readonly changesPerSecond: number | null;
  readonly seed: number | null;
  readonly fault: FaultName | null;
  readonly scenario: ScenarioName | null;
  /** The socket to serve the API on instead of showing the console. */
  readonly serve: string | null;
}

type TextOf = (option: string) => string | null;

/** Reads the options of the demo; where none was given, all are null. */
export function readDemo(text: TextOf): DemoWishes {
  const wishes: DemoWishes = {
    nodes: readCount(text, 'nodes', 1, 5_000),
    services: readCount(text, 'services', 1, 20_000),
    tasks: readCount(text, 'tasks', 1, 200_000),
    changesPerSecond: readCount(text, 'rate', 0, 10_000),
    seed: readCount(text, 'seed', 0, 2 ** 31 - 1),
    fault: readName(text, 'fault', faultNames, isFaultName),
    scenario: readName(text, 'scenario', scenarioNames, isScenarioName),
    serve: text('serve'),
  };
  const {services, tasks, scenario} = wishes;
  if (services !== null && tasks !== null && tasks < services) {
    throw new UsageFault(
      `--tasks ${tasks}: too few for ${services} services, of which each has one at least`,
    );
  }
  const sizes = ['nodes', 'services', 'tasks', 'rate'].filter(name => text(name) !== null);
  if (scenario !== null && sizes.length > 0) {
    throw new UsageFault(`--scenario has a swarm of its own. Leave out --${sizes.join(', --')}.`);
  }
  return wishes;
}

function readCount(text: TextOf, option: string, least: number, most: number): number | null {
  const typed = text(option);
  if (typed === null) return null;
  const value = Number(typed);
  if (!/^\d+$/.test(typed.trim()) || value < least || value > most) {
    throw new UsageFault(`--${option}: "${typed}" is no whole number from ${least} to ${most}`);
  }
  return value;
}

function readName<Name extends string>(
  text: TextOf,
  option: string,
  known: readonly Name[],
  isKnown: (typed: string) => typed is Name,
): Name | null {
  const typed = text(option);
  if (typed === null) return null;
  if (isKnown(typed)) return typed;
  const meant = nearest(typed, known);
  const advice = meant === null ? `There are: ${known.join(', ')}.` : `Did you mean "${meant}"?`;
  throw new UsageFault(`--${option}: there is no ${option} "${typed}". ${advice}`);
}
