import type {Quorum, ServiceSummary} from '../summaries.ts';
import {counted} from './rules/service-facts.ts';

/** Ports named in a line; more are counted. */
const mostPorts = 4;

/** What a finding on a service touches: how much of it does not run, and by which ports that is noticed. */
export function serviceBlast({service, replicas}: ServiceSummary): string {
  const {running, desired, total} = replicas;
  const ports = [...new Set(service.ports.map(({published}) => published).filter(port => port > 0))];
  const named = ports.slice(0, mostPorts).join(', ');
  const more = ports.length > mostPorts ? ` and ${ports.length - mostPorts} more` : '';
  const published =
    ports.length === 0 ? '' : `; published port${ports.length === 1 ? '' : 's'} ${named}${more}`;
  if (total !== undefined) return `${replicas.completed} of ${total} completions of ${service.name} are done`;
  const lost = Math.max(0, desired - running);
  const share =
    desired === 0
      ? `no replica of ${service.name} is wanted now`
      : lost === 0
        ? `all ${counted(desired, 'replica')} of ${service.name} run`
        : `${lost} of ${counted(desired, 'replica')} of ${service.name} ${lost === 1 ? 'does' : 'do'} not run`;
  return `${share}${published}`;
}

/** What a node carries. */
export interface NodeLoad {
  readonly isDown: boolean;
  readonly isManager: boolean;
  readonly tasks: number;
  readonly services: number;
}

/** What a finding on a node touches: the tasks there, and where it is a manager its vote. */
export function nodeBlast({isDown, isManager, tasks, services}: NodeLoad, quorum: Quorum | null): string {
  const load =
    tasks === 0
      ? `no task ${isDown ? 'ran' : 'runs'} there`
      : `${counted(tasks, 'task')} of ${counted(services, 'service')}${isDown ? ' ran there' : ''}`;
  if (!isManager || quorum === null) return load;
  return `${load}; 1 of ${counted(quorum.managers, 'manager')}, ${quorum.needed} needed`;
}

/** What a finding on the swarm touches: all of it, told in figures. */
export const swarmBlast = (figures: {
  readonly nodes: number;
  readonly services: number;
  readonly tasks: number;
}): string =>
  `the whole swarm: ${counted(figures.nodes, 'node')}, ${counted(figures.services, 'service')}, ${counted(figures.tasks, 'running task')}`;
