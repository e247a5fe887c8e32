import type {RunCommand} from '../command.ts';
import type {ExitCode} from '../exit-codes.ts';
import {plainLine} from '../output/paint.ts';
import type {IncidentLine} from './incident-line.ts';
import {listIncidents, showIncident, tellStatus} from './look-back.ts';
import {startIncident} from './start.ts';
import {stopOpenIncident} from './stop.ts';

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
