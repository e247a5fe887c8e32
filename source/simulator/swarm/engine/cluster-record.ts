import type {Random} from '../../random.ts';
import {type JsonObject, numberIn, objectIn} from '../../wire/json.ts';
import {wireTime} from '../../wire/time.ts';
import type {Meta} from '../state/records.ts';
import {tlsInfo} from '../state/texts.ts';

/** The swarm as an object of itself. */
export interface ClusterRecord extends Meta {
  spec: JsonObject;
  workerToken: string;
  managerToken: string;
  readonly unlockKey: string;
}

const secondNs = 1_000_000_000;

export const createCluster = (meta: Meta, random: Random): ClusterRecord => ({
  ...meta,
  spec: {
    Name: 'default',
    Labels: {},
    Orchestration: {TaskHistoryRetentionLimit: 5},
    Raft: {
      SnapshotInterval: 10_000,
      KeepOldSnapshots: 0,
      LogEntriesForSlowFollowers: 500,
      ElectionTick: 10,
      HeartbeatTick: 1,
    },
    Dispatcher: {HeartbeatPeriod: 5 * secondNs},
    CAConfig: {NodeCertExpiry: 7_776_000 * secondNs},
    TaskDefaults: {},
    EncryptionConfig: {AutoLockManagers: false},
  },
  workerToken: joinToken(random),
  managerToken: joinToken(random),
  unlockKey: `SWMKEY-1-${random.objectId()}${random.objectId().slice(0, 18)}`,
});

export const joinToken = (random: Random): string => {
  const digest = `${random.objectId()}${random.objectId()}`;
  return `SWMTKN-1-${digest}-${random.objectId()}`;
};

export const historyLimit = ({spec}: ClusterRecord): number =>
  numberIn(objectIn(spec['Orchestration'])['TaskHistoryRetentionLimit'], 5);

export const clusterObject = ({id, version, createdMs, updatedMs, spec}: ClusterRecord): object => ({
  ID: id,
  Version: {Index: version},
  CreatedAt: wireTime(createdMs),
  UpdatedAt: wireTime(updatedMs),
  Spec: spec,
  TLSInfo: tlsInfo,
  RootRotationInProgress: false,
  DefaultAddrPool: ['10.0.0.0/8'],
  SubnetSize: 24,
  DataPathPort: 4789,
});
