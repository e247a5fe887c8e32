import type {EngineInfo, SwarmMembership} from '../../model/index.ts';
import type {Alarm} from '../alarm.ts';
import type {Rule, Told} from './rule.ts';

/** What the rules about the connected engine, and about what it tells of the swarm, need to see. */
export interface EngineFacts {
  readonly info: EngineInfo;
  readonly alarm: Alarm;
}

const memberRule = (
  id: Exclude<SwarmMembership['kind'], 'manager' | 'worker' | 'inactive'>,
  finds: string,
  told: Pick<Told, 'level' | 'title' | 'next'>,
): Rule<EngineFacts> => ({
  id,
  finds,
  judge: ({info: {membership}}) =>
    membership.kind === id ? {...told, reason: membership.reason, sinceMs: null, steps: ['swarm']} : null,
});

const dayMs = 24 * 3_600_000;
/** New certificates take a window of work and somebody who may make them. */
const warnMs = 30 * dayMs;
const alarmMs = 3 * dayMs;

type CertificateKind = EngineInfo['certificates'][number]['kind'];

/** A certificate that runs out soon; the engine tells of none but these. */
const certificateRule = (
  id: string,
  kind: CertificateKind,
  subject: string,
  next: string,
): Rule<EngineFacts> => ({
  id,
  finds: `${subject} that runs out within 30 days`,
  judge({info, alarm}) {
    const ends = info.certificates.filter(each => each.kind === kind).map(each => each.expiresAtMs);
    const atMs = Math.min(...ends);
    if (ends.length === 0 || !alarm.hasPassed(atMs - warnMs)) return null;
    const isUrgent = alarm.hasPassed(atMs - alarmMs);
    const isOver = alarm.hasPassed(atMs);
    const day = new Date(atMs).toISOString().slice(0, 16).replace('T', ' ');
    return {
      level: isUrgent ? 'critical' : 'warning',
      title: `${subject} ${isOver ? 'has run out' : 'runs out soon'}`,
      reason: `${isOver ? 'it ended at' : 'it ends at'} ${day} UTC`,
      sinceMs: isOver ? atMs : atMs - warnMs,
      next,
      steps: kind === 'authority' ? ['swarm'] : [],
    };
  },
});

/** What keeps the connected engine from being a working manager, and what will keep us from reaching it. */
export const engineRules: readonly Rule<EngineFacts>[] = [
  memberRule('pending', 'an engine that waits to be let into a swarm', {
    level: 'warning',
    title: 'not a member yet',
    next: 'Check that its entry was not removed from the swarm; it may have to join again.',
  }),
  memberRule('locked', 'a locked swarm', {
    level: 'critical',
    title: 'swarm locked',
    next: 'Run `docker swarm unlock` there.',
  }),
  memberRule('no-quorum', 'a manager that has no leader to ask', {
    level: 'critical',
    title: 'manager without quorum',
    next: 'Bring the other managers back.',
  }),
  memberRule('certificate-expired', 'an engine whose swarm certificate has run out', {
    level: 'critical',
    title: 'swarm certificate expired',
    next: 'Check the clock of the machine; otherwise let it leave and join again.',
  }),
  memberRule('error', 'an engine whose part in the swarm does not work', {
    level: 'critical',
    title: 'swarm error',
    next: 'Read the log of its engine.',
  }),
  certificateRule(
    'client-certificate',
    'client',
    'client certificate of this connection',
    'Have a new one signed by the authority that the engine trusts, and put it in the place of the old one.',
  ),
  certificateRule(
    'server-certificate',
    'server',
    'server certificate of the engine',
    'Renew the certificate that its daemon was given (--tlscert), then restart the daemon.',
  ),
];

/** What an engine tells of the swarm as a whole beside its objects. */
export const authorityRules: readonly Rule<EngineFacts>[] = [
  certificateRule(
    'authority-expiry',
    'authority',
    'certificate authority of the swarm',
    'Rotate it while every node is up: :swarm, or medianest swarm ca-rotate. Nodes that miss it must join again.',
  ),
];
