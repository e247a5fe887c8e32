import type {CommandLineOption} from './option.ts';
import {parseDuration} from './parse-duration.ts';
import {UsageFault} from './usage-fault.ts';

/** How the agent is to run. */
export interface AgentOptions {
  readonly everyMs: number;
  /** Path of the engine's socket on each node, or `tcp://HOST:PORT`. */
  readonly socket: string;
}

const usualEveryMs = 2_000;
/** Engines read their containers once a second at most. */
const [leastEveryMs, mostEveryMs] = [1_000, 300_000];
const usualSocket = '/var/run/docker.sock';

/** The options of `medianest agent`. */
export const agentOptions: readonly CommandLineOption[] = [
  {
    name: 'every',
    value: 'TIME',
    scope: 'agent',
    purpose: 'How often the agent reads what containers use, 1s to 5m. Default: 2s.',
  },
  {
    name: 'socket',
    value: 'PATH',
    scope: 'agent',
    purpose:
      'For deploy: the socket of the engine on every node, or tcp://HOST:PORT of a proxy that lets only reads through. Default: /var/run/docker.sock.',
  },
];

/** Reads them; `text` gives the value of an option, null without one. */
export function readAgentOptions(text: (name: string) => string | null): AgentOptions {
  const every = text('every');
  const everyMs = every === null ? usualEveryMs : parseDuration(every);
  if (everyMs === null || everyMs < leastEveryMs || everyMs > mostEveryMs)
    throw new UsageFault(`--every: "${every}" is no time from 1s to 5m`);
  return {everyMs, socket: text('socket') ?? usualSocket};
}
