import type {CatalogueEntry} from './entry.ts';
import {action} from './entry.ts';

/** Commands for nodes and managers that fail, and for the swarm itself. */
export const swarmActions = [
  action(
    'failover',
    ['[leader|manager|node|quorum] [NODE]', 0, 2],
    'Go through what is to be done step by step, each one seen before the next: hand the leadership over, replace a lost manager, have everything of a node run elsewhere, get out of a lost quorum. Alone: say which of them is called for.',
    [
      'medianest failover',
      'medianest failover leader --yes',
      'medianest failover manager manager-3 --by worker-1 --confirm manager-3',
      'medianest failover node worker-2 --yes',
      'medianest failover quorum',
    ],
    ['failover', 'swarm'],
  ),
  action(
    'swarm',
    ['init|join|leave|tokens|autolock|unlock|unlock-key|key-rotate|ca-rotate [OPERAND...]', 1, 9],
    'Start, join or leave a swarm; show or rotate its join tokens; lock and unlock its managers; rotate its certificate authority. Tokens and keys are printed only with --show; those to be given are asked for, or read from standard input.',
    [
      'medianest swarm init --advertise 10.0.0.11',
      'medianest swarm join 10.0.0.11:2377 < token-file',
      'medianest swarm tokens --show',
      'medianest swarm tokens --rotate worker --yes',
      'medianest swarm autolock on --yes',
      'medianest swarm ca-rotate --yes --wait',
    ],
    ['swarm', 'force'],
  ),
] as const satisfies readonly CatalogueEntry[];
