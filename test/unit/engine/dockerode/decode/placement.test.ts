import {describe, expect, it} from 'vitest';
import {decodeNode} from '../../../../../source/engine/dockerode/decode/node.ts';
import {decodeService} from '../../../../../source/engine/dockerode/decode/service.ts';
import {decodeTask} from '../../../../../source/engine/dockerode/decode/task.ts';
import {createDecodeTools} from '../../../../../source/engine/dockerode/decode/tools.ts';

const resources = {
  Limits: {NanoCPUs: 9e9},
  Reservations: {
    NanoCPUs: 5e8,
    MemoryBytes: 1_024,
    GenericResources: [
      {DiscreteResourceSpec: {Kind: 'ssd', Value: 2}},
      {NamedResourceSpec: {Kind: 'gpu', Value: 'a'}},
      {NamedResourceSpec: {Kind: 'gpu', Value: 'b'}},
    ],
  },
};

describe('what the scheduler looks at', () => {
  it('is read of a service: reservations, platforms, spreads, plugins and mounts', () => {
    const service = decodeService(
      {
        ID: 's1',
        Spec: {
          Name: 'web',
          TaskTemplate: {
            ContainerSpec: {
              Mounts: [
                {Type: 'volume', Source: 'data', VolumeOptions: {DriverConfig: {Name: 'rexray'}}},
                {Type: 'volume', Source: 'plain', VolumeOptions: {DriverConfig: {Name: 'local'}}},
                {Type: 'bind', Source: '/srv/media'},
              ],
            },
            Resources: resources,
            LogDriver: {Name: 'gelf'},
            Placement: {
              Platforms: [{OS: 'linux', Architecture: 'amd64'}, {OS: 'linux'}],
              Preferences: [{Spread: {SpreadDescriptor: 'node.labels.zone'}}],
            },
          },
        },
      },
      createDecodeTools(),
    );
    expect(service).toMatchObject({
      reservation: {nanoCpus: 5e8, memoryBytes: 1_024, generic: {ssd: 2, gpu: 2}},
      platforms: [
        {os: 'linux', architecture: 'amd64'},
        {os: 'linux', architecture: ''},
      ],
      spreads: ['node.labels.zone'],
      plugins: ['Volume/rexray', 'Log/gelf'],
      volumes: ['data', 'plain'],
      binds: ['/srv/media'],
    });
  });

  it('is read of a node: its plugins and its generic resources', () => {
    const node = decodeNode({
      ID: 'n1',
      Description: {
        Resources: {GenericResources: [{DiscreteResourceSpec: {Kind: 'ssd', Value: 4}}]},
        Engine: {
          Plugins: [
            {Type: 'Volume', Name: 'local'},
            {Type: 'Log', Name: 'gelf'},
          ],
        },
      },
    });
    expect(node).toMatchObject({genericResources: {ssd: 4}, plugins: ['Volume/local', 'Log/gelf']});
  });

  it('costs a task nothing: equal reservations are one record, and none is one for all', () => {
    const tools = createDecodeTools();
    const task = (id: string, spec: object) => decodeTask({ID: id, Spec: spec}, tools)?.reservation;
    expect(task('a', {Resources: resources})).toBe(task('b', {Resources: structuredClone(resources)}));
    expect(task('c', {})).toBe(task('d', {Resources: {Limits: {MemoryBytes: 7}}}));
    expect(task('e', {Resources: {Reservations: {}}})).toBe(task('f', {}));
  });
});
