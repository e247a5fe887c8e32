import type {
  Certificate,
  EngineInfo,
  NodeId,
  SwarmMembership,
  SwarmObject,
} from '../../../domain/model/index.ts';
import {swarmFault} from '../../swarm-fault.ts';
import {lastExpiryMs} from './certificates.ts';
import {count, type Fields, fields, flag, list, text, textList} from './fields.ts';
import {issuerKey} from './issuer-key.ts';

/** `connection`: certificates of the connection itself. */
export const decodeInfo = (
  wire: unknown,
  apiVersion: string,
  connection: readonly Certificate[] = [],
): EngineInfo => {
  const info = fields(wire);
  const swarm = fields(info['Swarm']);
  return {
    name: text(info['Name']),
    engineVersion: text(info['ServerVersion']),
    apiVersion,
    os: text(info['OperatingSystem']) || text(info['OSType']),
    architecture: text(info['Architecture']),
    cpus: count(info['NCPU']),
    memoryBytes: count(info['MemTotal']),
    cgroupVersion: text(info['CgroupVersion']),
    nodeId: (text(swarm['NodeID']) || null) as NodeId | null,
    nodeAddress: text(swarm['NodeAddr']),
    clusterId: text(fields(swarm['Cluster'])['ID']) || null,
    swarm: swarmObject(fields(swarm['Cluster'])),
    dataRoot: text(info['DockerRootDir']),
    membership: membershipOf(swarm),
    remoteManagers: managersIn(swarm['RemoteManagers']),
    warnings: textList(info['Warnings']),
    certificates: [...authorityOf(fields(swarm['Cluster'])), ...connection],
  };
};

const swarmObject = (cluster: Fields): SwarmObject | null =>
  text(cluster['ID']) === ''
    ? null
    : {
        version: count(fields(cluster['Version'])['Index']),
        isAutolocked: flag(fields(fields(cluster['Spec'])['EncryptionConfig'])['AutoLockManagers']),
        isRotatingCa: flag(cluster['RootRotationInProgress']),
        issuerKey: issuerKey(cluster['TLSInfo']),
      };

const authorityOf = (cluster: Fields): readonly Certificate[] => {
  const expiresAtMs = lastExpiryMs(text(fields(cluster['TLSInfo'])['TrustRoot']));
  return expiresAtMs === null ? [] : [{kind: 'authority', expiresAtMs}];
};

const membershipOf = (swarm: Fields): SwarmMembership => {
  const state = text(swarm['LocalNodeState']);
  const reason = text(swarm['Error']);
  const fault = swarmFault(reason);
  if (fault === 'certificate-expired') return {kind: 'certificate-expired', reason};
  if (state === 'locked' || fault === 'locked') return {kind: 'locked', reason};
  switch (state) {
    case '':
    case 'inactive':
      return reason === '' ? {kind: 'inactive'} : {kind: 'error', reason};
    case 'pending':
      // A manager that starts without its peers never gets beyond "pending".
      return fault === 'no-quorum' ? {kind: 'no-quorum', reason} : {kind: 'pending', reason};
    case 'active':
      return activeMembership(flag(swarm['ControlAvailable']), reason);
    default:
      return {kind: 'error', reason: reason || `the engine calls its swarm state "${state}"`};
  }
};

const activeMembership = (isManager: boolean, reason: string): SwarmMembership => {
  if (!isManager) return {kind: 'worker'};
  if (reason === '') return {kind: 'manager'};
  return swarmFault(reason) === 'no-quorum' ? {kind: 'no-quorum', reason} : {kind: 'error', reason};
};

const managersIn = (wire: unknown): EngineInfo['remoteManagers'] =>
  list(wire)
    .map(fields)
    .map(manager => ({nodeId: text(manager['NodeID']) as NodeId, address: text(manager['Addr'])}))
    .filter(({address}) => address !== '');
