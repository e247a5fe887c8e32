import {type PlanStore, refuse} from '../../plan/plan.ts';
import {counted} from '../../plan/services/service-facts.ts';
import {type PlanProcedure, watch} from '../procedure.ts';
import {quorumGuide} from '../quorum-guide.ts';

/** People start machines: that takes minutes. */
const patienceMs = 20 * 60_000;

/** Plans to wait until enough managers are back. Nothing can be changed meanwhile, so nothing is. */
export const planAwaitQuorum: PlanProcedure<'await-quorum'> = (goal, {store}) => {
  const title = 'wait for the quorum';
  if (isThere(store)) return refuse(title, 'the quorum is there');
  const guide = quorumGuide(store);
  const {missing} = guide;
  return {
    kind: 'procedure',
    goal,
    title,
    object: {kind: 'swarm', id: store.engineInfo?.clusterId ?? '', name: 'the swarm'},
    steps: [
      watch(
        missing.length === 0
          ? 'wait until more than half of the managers are back'
          : `wait until enough of ${missing.join(', ')} are back`,
        {
          settleMs: 2_000,
          expectedMs: patienceMs / 3,
          verify({store: now}) {
            const {quorum: present} = now;
            if (present === null || !isThere(now)) return {kind: 'pending', detail: 'no quorum yet'};
            return present.leader === null
              ? {kind: 'pending', detail: 'a leader is being elected'}
              : {
                  kind: 'done',
                  detail: `${present.leader} leads; ${present.reachable}/${counted(present.managers, 'manager')} reachable`,
                };
          },
        },
      ),
    ],
    effects: [guide.found, ...guide.steps, ...guide.lastResort],
    checks: [],
    risk: 'safe',
    expectedMs: null,
    commands: [],
    undo: null,
  };
};

/** A manager that has just lost the others answers nothing for some seconds: then it is not there either. */
const isThere = ({quorum, connection, freshness}: PlanStore): boolean =>
  quorum?.hasQuorum === true &&
  freshness('nodes').kind === 'live' &&
  connection.trouble?.kind !== 'no-quorum' &&
  connection.membership?.kind !== 'no-quorum';
