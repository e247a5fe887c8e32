import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
  editForm,
  editFormParts,
  editFormProblem,
  readEditForm,
} from '../../../../../source/actions/edit/form/edit-form.ts';
import {splitWords} from '../../../../../source/actions/edit/form/split-words.ts';
import {listFields} from '../../../../../source/actions/edit/list-fields.ts';
import {scalarFields} from '../../../../../source/actions/edit/scalar-fields.ts';
import {isEmptyPatch, patchSpec} from '../../../../../source/actions/edit/service-patch.ts';
import type {JsonRecord} from '../../../../../source/actions/spec/json.ts';
import {serviceSpec} from '../../../../builders/service-specs.ts';

const spec: JsonRecord = {
  Name: 'web',
  Labels: {tier: 'front'},
  TaskTemplate: {
    ContainerSpec: {Image: 'app:1', Env: ['TOKEN=hunter2', 'MODE=fast']},
    Resources: {Limits: {MemoryBytes: 512 * 1024 ** 2}},
  },
  UpdateConfig: {Parallelism: 2, Delay: 10e9, Order: 'start-first'},
};
const answersOf = (part: string) =>
  Object.fromEntries(editForm(part, spec).fields.map(({id, value}) => [id, value]));

describe('the form of a service', () => {
  it('has every field once, in parts that fit the smallest screen', () => {
    const ids = editFormParts.flatMap(part => editForm(part, spec).fields.map(({id}) => id));
    const wanted = [
      ...scalarFields.map(({name}) => name),
      ...listFields.flatMap(({name}) => [`${name}-add`, `${name}-rm`]),
    ];
    expect(ids.toSorted()).toEqual(wanted.toSorted());
    expect(Math.max(...editFormParts.map(part => editForm(part, spec).fields.length))).toBeLessThanOrEqual(8);
  });

  it('left as it is changes nothing, whatever the service is like', () => {
    fc.assert(
      fc.property(serviceSpec, fc.constantFrom(...editFormParts), (each, part) => {
        const answers = Object.fromEntries(editForm(part, each).fields.map(({id, value}) => [id, value]));
        const reading = readEditForm(part, each, answers);
        expect(reading.kind === 'patch' && isEmptyPatch(reading.patch)).toBe(true);
      }),
    );
  });

  it('shows what there is, but no value of an environment variable', () => {
    expect(editForm('environment', spec).lines).toEqual(['Env: TOKEN=***', 'Env: MODE=***']);
    expect(editForm('labels', spec).lines[0]).toBe('Label: tier=front');
    expect(answersOf('resources')).toMatchObject({'limit-memory': '512m', 'limit-cpu': ''});
    expect(answersOf('update')).toMatchObject({'update-delay': '10s', 'update-failure-action': '(default)'});
  });

  it('gives a patch of what was filled in otherwise', () => {
    const reading = readEditForm('resources', spec, {
      ...answersOf('resources'),
      'limit-cpu': '0.5',
      'limit-memory': '',
    });
    expect(reading).toMatchObject({kind: 'patch', patch: {set: {'limit-cpu': 5e8, 'limit-memory': null}}});
    if (reading.kind !== 'patch') return;
    expect(patchSpec(spec, reading.patch)).toMatchObject({
      TaskTemplate: {Resources: {Limits: {NanoCPUs: 5e8}}},
    });
    expect(Object.keys(reading.patch.set)).toEqual(['limit-memory', 'limit-cpu']);
  });

  it('takes several values in one line, with quotes around those that hold blanks', () => {
    const reading = readEditForm('environment', spec, {
      'env-add': `A=1 "B=two words" 'C=it"s'`,
      'env-rm': 'MODE',
    });
    expect(reading).toMatchObject({
      patch: {lists: {env: {add: ['A=1', 'B=two words', 'C=it"s'], remove: ['MODE']}}},
    });
    expect(splitWords('A="open')).toBeNull();
  });

  it.each([
    ['resources', 'limit-memory', 'much', '"much" is no amount of memory, such as 512m or 2g'],
    ['update', 'update-delay', '10', '"10" is no time, such as 10s or 1m30s'],
    ['environment', 'env-add', '"A=1', 'a quote is not closed'],
    ['environment', 'env-add', 'A=1', null],
    ['ports', 'publish-add', '99999', '"99999": the target is no port from 1 to 65535'],
  ])('tells of %s what is wrong with %s: %s', (part, id, answer, problem) => {
    expect(editFormProblem(part, spec, id, answer)).toBe(problem);
  });
});
