import type {
  ConfigId,
  ContainerId,
  NetworkId,
  NodeId,
  SecretId,
  ServiceId,
  StackName,
  TaskId,
  VolumeName,
} from '../../source/domain/model/index.ts';

/** Names for objects in tests, as the ids that the model wants. */
export const nodeId = (id: string) => id as NodeId;
export const serviceId = (id: string) => id as ServiceId;
export const taskId = (id: string) => id as TaskId;
export const networkId = (id: string) => id as NetworkId;
export const secretId = (id: string) => id as SecretId;
export const configId = (id: string) => id as ConfigId;
export const containerId = (id: string) => id as ContainerId;
export const volumeName = (name: string) => name as VolumeName;
export const stackName = (name: string) => name as StackName;
