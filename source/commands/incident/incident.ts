import type {IncidentDesk} from '../../cluster/incident/incident-desk.ts';
import type {CommandPorts, Invocation, RunCommand} from '../command.ts';
import type {ExitCode} from '../exit-codes.ts';
import {plainLine} from '../output/paint.ts';
import {listIncidents, showIncident, tellStatus} from './look-back.ts';
import {startIncident} from './start.ts';
import {stopOpenIncident} from './stop.ts';

/** What every part of the command works with. */
export interface IncidentLine {
  readonly invocation: Invocation;
  readonly ports: CommandPorts;
  readonly desk: IncidentDesk;
  /** What follows the first operand. */
  readonly rest: readonly string[];
}

/** Runs `medianest incident`. */
export const runIncident: RunCommand = async (invocation, ports) => {
  const [what = '', ...rest] = invocation.operands;
  const line: IncidentLine = {invocation, ports, rest, desk: await ports.openIncidents()};
  switch (what) {
    case 'start':
      return startIncident(line);
    case 'stop':
      return rest.length > 0
        ? wrong('stop takes no name: one incident is open at most', line)
        : stopOpenIncident(line);
    case 'status':
      return tellStatus(line);
    case 'list':
      return listIncidents(line);
    case 'show':
      return showIncident(line);
    default:
      return wrong(`"${plainLine(what)}" is none of start, stop, status, list, show`, line);
  }
};

const wrong = (message: string, {ports}: Pick<IncidentLine, 'ports'>): ExitCode => {
  ports.err(`medianest incident: ${message}\n`);
  return 2;
};
