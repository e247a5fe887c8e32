import type {IncidentDesk} from '../../cluster/incident/incident-desk.ts';
import type {CommandPorts, Invocation} from '../command.ts';

/** What every part of the command works with. */
export interface IncidentLine {
  readonly invocation: Invocation;
  readonly ports: CommandPorts;
  readonly desk: IncidentDesk;
  /** What follows the first operand. */
  readonly rest: readonly string[];
}
