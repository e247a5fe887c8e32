import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {decodeConfig} from '../../../../../source/engine/dockerode/decode/config.ts';
import {decodeContainer} from '../../../../../source/engine/dockerode/decode/container.ts';
import {decodeEvent} from '../../../../../source/engine/dockerode/decode/engine-event.ts';
import {decodeInfo} from '../../../../../source/engine/dockerode/decode/engine-info.ts';
import {decodeNetwork} from '../../../../../source/engine/dockerode/decode/network.ts';
import {decodeNode} from '../../../../../source/engine/dockerode/decode/node.ts';
import {decodeSecret} from '../../../../../source/engine/dockerode/decode/secret.ts';
import {decodeService} from '../../../../../source/engine/dockerode/decode/service.ts';
import {decodeTask} from '../../../../../source/engine/dockerode/decode/task.ts';
import {createDecodeTools} from '../../../../../source/engine/dockerode/decode/tools.ts';
import {decodeVolume} from '../../../../../source/engine/dockerode/decode/volume.ts';
import {recorded} from '../../recorded/recorded.ts';

const answers = recorded('28.5');
const tools = createDecodeTools();
const decoders: Readonly<Record<string, readonly [(wire: unknown) => object | null, readonly unknown[]]>> = {
  node: [decodeNode, answers.nodes],
  service: [wire => decodeService(wire, tools), answers.services],
  task: [wire => decodeTask(wire, tools), answers.tasks],
  network: [decodeNetwork, answers.networks],
  secret: [decodeSecret, answers.secrets],
  config: [decodeConfig, answers.configs],
  volume: [decodeVolume, answers.volumes.Volumes],
  container: [decodeContainer, answers.containers],
  info: [wire => decodeInfo(wire, '1.51'), [answers.info]],
  event: [
    decodeEvent,
    [
      {
        Type: 'service',
        Action: 'update',
        Actor: {ID: 'x', Attributes: {name: 'web'}},
        scope: 'swarm',
        time: 1,
      },
    ],
  ],
};

/** A sample with one of its values, however deep, replaced by something else. */
const mutated = (samples: readonly unknown[]) =>
  fc.tuple(fc.constantFrom(...samples), fc.nat(), fc.jsonValue()).map(([sample, at, other]) => {
    let left = at % 150;
    return JSON.parse(JSON.stringify(sample), (_key, value: unknown) => {
      left -= 1;
      return left === -1 ? other : value;
    }) as unknown;
  });

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
};

/** Shape of a value: the types of its fields, so that a decoder's result can be held against its own rules. */
const typesIn = (value: object): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(value).map(([name, field]) => [name, typeOf(field)]));

describe.each(Object.entries(decoders))('the decoder of a %s', (_kind, [decode, samples]) => {
  const good = samples.map(decode).filter(value => value !== null);
  const known = good.map(typesIn);

  it('never fails, and every field keeps a type that it has in good answers, or is null', () => {
    fc.assert(
      fc.property(mutated(samples), wire => {
        const value = decode(wire);
        if (value === null) return;
        for (const [name, type] of Object.entries(typesIn(value)))
          expect([...known.map(types => types[name]), 'null']).toContain(type);
        for (const number of Object.values(value).filter(field => typeof field === 'number'))
          expect(Number.isFinite(number)).toBe(true);
      }),
      {numRuns: 300},
    );
  });

  it('never fails on anything at all', () => {
    fc.assert(
      fc.property(fc.anything(), wire => {
        decode(wire);
      }),
    );
  });
});

describe('an object without an identity', () => {
  it('is dropped', () => {
    for (const kind of ['node', 'service', 'task', 'network', 'secret', 'config', 'volume', 'container'])
      expect(decoders[kind]?.[0]({Spec: {Name: 'x'}})).toBeNull();
  });
});
