import {agentRole, agentServiceName, roleLabel} from '../../../domain/agent-service.ts';
import {isRecord, type JsonRecord} from '../../spec/json.ts';

/** How the agent is to run on every node. */
export interface AgentWish {
  readonly image: string;
  readonly everyMs: number;
  /** What it asks: the path of the engine's socket on each node, or `tcp://HOST:PORT` of a proxy that lets only reads through. */
  readonly socket: string;
}

const socketInside = '/var/run/docker.sock';
const megabyte = 1_024 * 1_024;
/** Nanoseconds, as the engine counts. */
const second = 1_000_000_000;
/** Engines before API 1.44 leave it out without a word, and each deployment would find it missing. */
const noNewPrivilegesFrom = 44;

export const isSocketPath = (socket: string): boolean => socket.startsWith('/');

/**
 * The agent's service, with as little as it can do with. A service without networks is on the bridge of its node, which
 * is the least there is: Swarm knows no `none`. As root alone the socket's owner can read it; without any capability root
 * is little more than any other user.
 */
export const agentSpec = ({image, everyMs, socket}: AgentWish, apiVersion: string): JsonRecord => {
  const hasMount = isSocketPath(socket);
  const minor = Number(apiVersion.split('.')[1] ?? 0);
  return {
    Name: agentServiceName,
    Labels: {[roleLabel]: agentRole},
    TaskTemplate: {
      ContainerSpec: {
        Image: image,
        Args: ['agent', '--every', `${everyMs}ms`, '--host', hasMount ? `unix://${socketInside}` : socket],
        User: '0:0',
        ReadOnly: true,
        CapabilityDrop: ['ALL'],
        StopGracePeriod: 3 * second,
        ...(hasMount
          ? {Mounts: [{Type: 'bind', Source: socket, Target: socketInside, ReadOnly: true}]}
          : {Mounts: []}),
        ...(minor >= noNewPrivilegesFrom ? {Privileges: {NoNewPrivileges: true}} : {}),
      },
      Resources: {Limits: {NanoCPUs: second / 2, MemoryBytes: 128 * megabyte, Pids: 64}},
      RestartPolicy: {Condition: 'any', Delay: 5 * second},
      Placement: {Constraints: ['node.platform.os==linux']},
      // Driver and size whatever the engine's own defaults are: the console reads this log, and nobody else needs it.
      LogDriver: {Name: 'json-file', Options: {'max-size': '1m', 'max-file': '2'}},
    },
    Mode: {Global: {}},
    // Agents need not be replaced one after the other: for a moment nobody reports.
    UpdateConfig: {Parallelism: 0, FailureAction: 'pause', Order: 'stop-first'},
    EndpointSpec: {Mode: 'dnsrr'},
  };
};

/** A spec that has all of another, and keeps what that does not speak of. Lists are taken whole. */
export const withAll = (spec: JsonRecord, wanted: JsonRecord): JsonRecord => {
  const merged: Record<string, JsonRecord[string]> = {...spec};
  for (const [name, value] of Object.entries(wanted)) {
    const before = spec[name];
    merged[name] = isRecord(before) && isRecord(value) ? withAll(before, value) : value;
  }
  return merged;
};
