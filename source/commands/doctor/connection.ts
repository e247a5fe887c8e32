import type {Snapshot} from '../../cluster/cluster.ts';
import type {SwarmMembership} from '../../domain/model/index.ts';
import type {CommandPorts, Invocation} from '../command.ts';
import {asEngineFailure} from '../failure.ts';
import {look} from '../look.ts';
import type {Diagnosis} from './diagnosis.ts';

/** Slower than this a person notices, whatever the program does about it. */
const slowMs = 1000;

/** Looks at the way to the engine and at what it allows. */
export async function diagnoseConnection(
  invocation: Invocation,
  ports: CommandPorts,
): Promise<readonly Diagnosis[]> {
  const startMs = ports.nowMs();
  try {
    return await look(invocation, ports, ['engine', 'nodes'], snapshot =>
      diagnoseSnapshot(snapshot, ports.nowMs() - startMs),
    );
  } catch (error) {
    const failure = asEngineFailure(error);
    if (failure === null) {
      throw error;
    }
    const area = failure.kind === 'unauthorised' ? 'permissions' : 'connection';
    return [{area, level: 'problem', what: failure.message, advice: failure.hint}];
  }
}

function diagnoseSnapshot({store, endpoint}: Snapshot, tookMs: number): readonly Diagnosis[] {
  const {engineInfo, connection, quorum} = store;
  const version =
    engineInfo === null ? '' : `, engine ${engineInfo.engineVersion} (API ${engineInfo.apiVersion})`;
  const reached: Diagnosis = {
    area: 'connection',
    level: tookMs > slowMs ? 'warning' : 'ok',
    what: `${endpoint.host} by ${endpoint.why}, context ${endpoint.context}${version}, answered in ${Math.round(tookMs)} ms`,
    advice: tookMs > slowMs ? 'The link or the engine is slow; the console adapts to it.' : '',
  };
  const open: readonly Diagnosis[] =
    endpoint.transport.kind === 'tcp' && endpoint.transport.tls === null
      ? [
          {
            area: 'connection',
            level: 'warning',
            what: `${endpoint.host} is not protected: whoever reaches it is root on that machine`,
            advice: 'Use TLS or ssh://.',
          },
        ]
      : [];
  const role = diagnoseRole(engineInfo?.membership ?? connection.membership);
  const trouble = connection.trouble;
  const told: readonly Diagnosis[] =
    role.level === 'ok' && trouble !== null
      ? [{area: 'connection', level: 'problem', what: trouble.message, advice: trouble.hint}]
      : [];
  const managers: readonly Diagnosis[] =
    quorum === null || told.length > 0
      ? []
      : [
          {
            area: 'connection',
            level: quorum.hasQuorum ? 'ok' : 'problem',
            what: `${quorum.reachable} of ${quorum.managers} managers reachable, ${quorum.needed} needed`,
            advice: quorum.hasQuorum ? '' : 'Start managers again until more than half are reachable.',
          },
        ];
  return [reached, ...open, role, ...told, ...managers];
}

function diagnoseRole(membership: SwarmMembership | null): Diagnosis {
  const found = (level: Diagnosis['level'], what: string, advice = ''): Diagnosis => ({
    area: 'permissions',
    level,
    what,
    advice,
  });
  switch (membership?.kind) {
    case 'manager':
      return found('ok', 'the engine is a manager: it can tell everything about the swarm');
    case 'worker':
      return found(
        'warning',
        'the engine is a worker: it knows its own containers only',
        'Connect to a manager.',
      );
    case 'inactive':
      return found(
        'warning',
        'the engine is in no swarm: it knows its own containers only',
        'Connect to a manager, or make a swarm with docker swarm init.',
      );
    case 'locked':
      return found(
        'problem',
        `the engine is locked: ${membership.reason}`,
        'Unlock it: docker swarm unlock.',
      );
    case 'no-quorum':
      return found(
        'problem',
        `the managers have no quorum: ${membership.reason}`,
        'Start managers again until more than half are reachable.',
      );
    case 'certificate-expired':
      return found(
        'problem',
        `its swarm certificate has expired: ${membership.reason}`,
        'Let it leave and join again.',
      );
    case 'pending':
    case 'error':
      return found(
        'problem',
        `the engine cannot work in the swarm: ${membership.reason}`,
        'Look at its log.',
      );
    case undefined:
      return found('warning', 'the engine does not say what it is in the swarm');
  }
}
