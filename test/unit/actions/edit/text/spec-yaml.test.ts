import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readSpecText, specText} from '../../../../../source/actions/edit/text/spec-yaml.ts';
import {isSameJson, type JsonRecord} from '../../../../../source/actions/spec/json.ts';
import {serviceSpec} from '../../../../builders/service-specs.ts';

const spec: JsonRecord = {
  Name: 'web',
  Labels: {},
  TaskTemplate: {
    ContainerSpec: {Image: 'app:1', Env: ['A=1']},
    FutureField: {kept: [1]},
    RestartPolicy: {Condition: 'any'},
  },
  Mode: {Replicated: {Replicas: 2}},
};
const text = specText('web', spec);
const lineOf = (part: string) => text.split('\n').findIndex(line => line.includes(part)) + 1;
const read = (from: string, to: string) => readSpecText(text.replace(from, to), spec);

describe('a spec as text', () => {
  it('is read back as it was, whatever is in it', () => {
    fc.assert(
      fc.property(serviceSpec, each => {
        const reading = readSpecText(specText('web', each), each);
        expect(reading.kind === 'read' && isSameJson(reading.value, each)).toBe(true);
      }),
    );
  });

  it('says on top what is ignored, in which units it is, and how to do nothing', () => {
    const head = text.split('\n').filter(line => line.startsWith('#'));
    expect(head.join(' ')).toMatch(/Times are nanoseconds.*Comments are ignored.*Not here/);
  });

  it('keeps fields that newer engines put there', () => {
    expect(read('A=1', 'A=2')).toMatchObject({
      kind: 'read',
      value: {TaskTemplate: {FutureField: {kept: [1]}}},
    });
  });

  it.each([
    ['Image: app:1', 'Image: [app:1', 'Image', /./],
    ['Replicas: 2', 'Replicas: two', 'Replicas', /^Mode\.Replicated\.Replicas: a whole number is wanted/],
    ['Condition: any', 'Condition: always', 'Condition', /one of none, on-failure, any is wanted here$/],
    [
      '  RestartPolicy:',
      '  RestartPolice:',
      'RestartPolicy',
      /knows no field RestartPolice here; did you mean RestartPolicy\?$/,
    ],
    ['- A=1', '- 5', 'A=1', /Env\.0: a text is wanted here: put it into quotes$/],
  ])('with "%s" as "%s" is faulty on its line', (from, to, where, reason) => {
    const reading = read(from, to);
    expect(reading.kind).toBe('faulty');
    if (reading.kind !== 'faulty') return;
    expect(reading.faults[0]?.reason).toMatch(reason);
    const line = reading.faults[0]?.line ?? 0;
    // What is not closed shows only on the line after it.
    expect(line - lineOf(where)).toBeOneOf(where === 'Image' ? [0, 1] : [0]);
  });

  it('with a field named twice is faulty: the engine would take one of the two', () => {
    expect(read('Labels: {}', 'Labels: {}\nLabels: {a: b}')).toMatchObject({
      kind: 'faulty',
      faults: [{line: lineOf('Labels') + 1}],
    });
  });

  it('takes a field left without a value for one taken away', () => {
    const reading = read('Env:\n      - A=1', 'Env:');
    expect(reading).toMatchObject({kind: 'read', value: {TaskTemplate: {ContainerSpec: {Image: 'app:1'}}}});
    expect(JSON.stringify(reading)).not.toContain('Env');
  });

  it.each(['', '- 1', 'just words'])('that is no spec at all is faulty: "%s"', wrong => {
    expect(readSpecText(wrong, spec)).toMatchObject({kind: 'faulty', faults: [{line: 1}]});
  });
});
