import {describe, expect, it} from 'vitest';
import {soundly} from '../../../../../source/engine/dockerode/decode/sound.ts';
import {recorded} from '../../recorded/recorded.ts';

const whole = (element: unknown) => element;
const kinds = ['node', 'service', 'task'] as const;

describe.each(['20.10', '28.5'] as const)('lists of engine %s', version => {
  it.each(kinds)('have a sound %s in every place', kind => {
    const elements = recorded(version)[`${kind}s`];
    expect(elements.length).toBeGreaterThan(0);
    expect(elements.map(soundly(kind, whole))).toEqual(elements);
  });
});

describe('an element that no engine writes', () => {
  it.each([
    ['node', {ID: 'a', Status: {State: 3}}],
    ['node', {ID: 'a', Description: 'host'}],
    ['service', {ID: 'a', Spec: {Name: 'web', Mode: {Replicated: {Replicas: '3'}}}}],
    ['service', {ID: 'a', Spec: {Name: null}}],
    ['service', ['a']],
    ['task', {ID: 'a', DesiredState: true}],
    ['task', {ID: 'a', Version: {Index: 'x'}}],
    ['task', 'a'],
  ] as const)('is refused and not passed over: %s %j', (kind, element) => {
    expect(() => soundly(kind, whole)(element)).toThrow(`a ${kind} in the answer is not as engines write it`);
  });

  it('is one that the decoder makes nothing of', () => {
    expect(() => soundly('node', () => null)({})).toThrow(SyntaxError);
  });
});

describe('an element of which parts are absent', () => {
  it.each([
    ['node', {ID: 'a', ManagerStatus: null}],
    ['service', {ID: 'a', Spec: {Mode: {Global: {}}}}],
    ['task', {ID: 'a', Spec: {NetworkAttachmentSpec: {}}}],
  ] as const)('is sound: %s %j', (kind, element) => {
    expect(soundly(kind, whole)(element)).toBe(element);
  });
});
