import {ApiError} from '../../api-error.ts';
import type {Leadership} from '../raft/leadership.ts';
import type {NodeRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {timings} from '../timings.ts';

export const noLeader =
  "rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers are online. Make sure more than half of the managers are online.";

const workerText =
  "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state. Please run this command on a manager node or promote the current node to a manager.";
const outsideText =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

/** How often a call that hangs looks whether someone leads. */
const lookMs = 50;

/** Lets calls of the swarm through, or makes them wait or fail, as the manager's standing is. */
export interface Gate {
  read<Answer>(run: () => Answer): Promise<Answer>;
  write<Answer>(run: () => Answer): Promise<Answer>;
}

export const createGate = (state: SwarmState, leadership: Leadership, node: NodeRecord): Gate => {
  const ask = <Answer>(mayBeStale: boolean, run: () => Answer): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const deadlineMs = state.clock.nowMs() + timings.requestLimit;
      let hasWaited = false;
      const look = () => {
        try {
          const verdict = judge(leadership, node, mayBeStale, hasWaited);
          hasWaited = true;
          if (verdict === 'go') return resolve(run());
          // An election is waited for; a lost quorum only so long.
          if (verdict === 'wait-limited' && state.clock.nowMs() >= deadlineMs) {
            throw new ApiError(500, 'rpc error: code = DeadlineExceeded desc = context deadline exceeded');
          }
          state.clock.after(lookMs, look);
        } catch (error) {
          reject(error);
        }
      };
      look();
    });
  return {read: run => ask(true, run), write: run => ask(false, run)};
};

const judge = (
  leadership: Leadership,
  node: NodeRecord,
  mayBeStale: boolean,
  hasWaited: boolean,
): 'go' | 'wait' | 'wait-limited' => {
  if (!node.isAlive) throw new ApiError(503, 'the daemon is not running');
  if (!node.isMember) throw new ApiError(503, outsideText);
  if (node.manager === null) throw new ApiError(503, workerText);
  switch (leadership.standing(node).kind) {
    case 'led':
      return 'go';
    case 'stale':
      return mayBeStale ? 'go' : 'wait-limited';
    case 'electing':
      return 'wait';
    case 'waiting':
      return 'wait-limited';
    case 'leaderless':
      // A call that waits already waits to its end.
      if (hasWaited) return 'wait-limited';
      throw new ApiError(500, noLeader);
  }
};
