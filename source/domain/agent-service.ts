import type {Node, Service} from './model/index.ts';

/** What our own services are for, as a label of the service. */
export const roleLabel = 'medianest.role';
export const agentRole = 'agent';
/** The name under which the agent is deployed; consoles find it by its label. */
export const agentServiceName = 'medianest_agent';

/** Whether a service is the agent that reports on every node. */
export const isAgentService = ({labels}: Pick<Service, 'labels'>): boolean => labels[roleLabel] === agentRole;

/** Whether an agent should run on a node: Swarm takes the tasks of global services, too, off a drained one. */
export const hasAgent = ({state, availability}: Pick<Node, 'state' | 'availability'>): boolean =>
  state === 'ready' && availability !== 'drain';
