import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {listFields} from '../../../../source/actions/edit/list-fields.ts';
import {patchBetween} from '../../../../source/actions/edit/patch-between.ts';
import {patchFlags} from '../../../../source/actions/edit/patch-flags.ts';
import {readPatch} from '../../../../source/actions/edit/read-patch.ts';
import {scalarFields} from '../../../../source/actions/edit/scalar-fields.ts';
import {patchSpec, type ServicePatch} from '../../../../source/actions/edit/service-patch.ts';
import {isSameJson, type JsonRecord, valueAt} from '../../../../source/actions/spec/json.ts';
import {applyChanges, conflictsIn, diffSpecs, inverted} from '../../../../source/actions/spec/spec-change.ts';
import {patchTexts, serviceSpec} from '../../../builders/service-specs.ts';

const patchOf = (texts: Readonly<Record<string, readonly string[]>>, noHealthcheck = false): ServicePatch => {
  const reading = readPatch(texts, noHealthcheck);
  if (reading.kind === 'fault') throw new Error(`--${reading.option}: ${reading.message}`);
  return reading.patch;
};
const patched = (spec: JsonRecord, texts: Readonly<Record<string, readonly string[]>>) =>
  patchSpec(spec, patchOf(texts));
const empty: JsonRecord = {Name: 'web', TaskTemplate: {ContainerSpec: {Image: 'app:1'}}};

describe('a patch of a service', () => {
  it('and its undo give back the same spec, whatever it changes', () => {
    fc.assert(
      fc.property(serviceSpec, patchTexts, (spec, texts) => {
        const after = patched(spec, texts);
        const changes = diffSpecs(spec, after);
        expect(conflictsIn(spec, changes)).toEqual([]);
        expect(isSameJson(applyChanges(spec, changes), after)).toBe(true);
        expect(isSameJson(applyChanges(after, inverted(changes)), spec)).toBe(true);
      }),
    );
  });

  it('changes nothing more the second time', () => {
    fc.assert(
      fc.property(serviceSpec, patchTexts, (spec, texts) => {
        const once = patched(spec, texts);
        expect(isSameJson(patched(once, texts), once)).toBe(true);
      }),
    );
  });

  it('touches no field that it does not name', () => {
    fc.assert(
      fc.property(serviceSpec, patchTexts, (spec, texts) => {
        const named = [
          ...scalarFields.filter(({name}) => name in texts),
          ...listFields.filter(({name}) => `${name}-add` in texts || `${name}-rm` in texts),
        ].map(({path}) => path);
        for (const {path} of diffSpecs(spec, patched(spec, texts))) {
          const isNamed = named.some(each =>
            each.every((name, at) => path[at] === undefined || path[at] === name),
          );
          const isTurnedOn = named.some(each => each[2] === 'Healthcheck' && path[2] === 'Healthcheck');
          // Setting one field of a record that was not there begins the whole record.
          const isBegun = named.some(each => each[0] === path[0] && valueAt(spec, path) === undefined);
          expect(isNamed || isBegun || isTurnedOn).toBe(true);
        }
      }),
    );
  });

  it('is found again from the two specs', () => {
    fc.assert(
      fc.property(serviceSpec, patchTexts, (spec, texts) => {
        const after = patched(spec, texts);
        const found = patchBetween(spec, after);
        // Beginning a record can set fields that no option names; then there is no such command.
        if (found !== null) expect(isSameJson(patchSpec(spec, found), after)).toBe(true);
        else expect(diffSpecs(spec, after).length).toBeGreaterThan(0);
      }),
    );
  });

  it('reads back every option that it writes', () => {
    fc.assert(
      fc.property(patchTexts, texts => {
        const {env: _hidden, ...lists} = patchOf(texts).lists;
        const patch = {...patchOf(texts), lists};
        const again: Record<string, string[]> = {};
        for (const flag of patchFlags(patch)) {
          const [, name = '', text = ''] = /^--([a-z-]+) (.*)$/s.exec(flag) ?? [];
          again[name] = [...(again[name] ?? []), text.replace(/^'(.*)'$/s, '$1').replaceAll(`'\\''`, "'")];
        }
        expect(patchOf(again)).toEqual(patch);
      }),
    );
  });
});

describe('fields of a service', () => {
  it.each([
    ['limit-cpu', '0.5', ['TaskTemplate', 'Resources', 'Limits', 'NanoCPUs'], 500_000_000],
    ['limit-memory', '512m', ['TaskTemplate', 'Resources', 'Limits', 'MemoryBytes'], 536_870_912],
    ['reserve-memory', '1.5GiB', ['TaskTemplate', 'Resources', 'Reservations', 'MemoryBytes'], 1_610_612_736],
    ['replicas-max-per-node', '2', ['TaskTemplate', 'Placement', 'MaxReplicas'], 2],
    ['update-delay', '1m30s', ['UpdateConfig', 'Delay'], 90_000_000_000],
    ['rollback-monitor', '500ms', ['RollbackConfig', 'Monitor'], 500_000_000],
    ['restart-condition', 'on-failure', ['TaskTemplate', 'RestartPolicy', 'Condition'], 'on-failure'],
    [
      'health-cmd',
      'curl -f x',
      ['TaskTemplate', 'ContainerSpec', 'Healthcheck', 'Test'],
      ['CMD-SHELL', 'curl -f x'],
    ],
  ])('--%s %s is read as docker reads it', (name, text, path, value) => {
    expect(valueAt(patched(empty, {[name]: [text]}), path)).toEqual(value);
  });

  it.each([
    ['limit-cpu', 'many', '"many" is no number of CPUs, such as 0.5 or 2'],
    ['limit-memory', '512q', '"512q" is no amount of memory, such as 512m or 2g'],
    ['limit-memory', '1k', '"1k" is less than 6m: no container starts with so little'],
    ['update-delay', '10', '"10" is no time, such as 10s or 1m30s'],
    ['update-failure-action', 'stop', '"stop" is none of pause, continue, rollback'],
    ['rollback-failure-action', 'rollback', '"rollback" is none of pause, continue'],
    ['update-max-failure-ratio', '1.5', '"1.5" is no ratio from 0 to 1'],
    ['env-add', 'MODE', '"MODE" is not KEY=VALUE'],
    ['env-rm', 'MODE=x', '"MODE=x" is no name: leave out "=" and what follows'],
    [
      'constraint-add',
      'worker',
      '"worker" is no constraint, such as node.role==worker or node.labels.zone!=north',
    ],
    ['placement-pref-add', 'zone', '"zone" is no preference, such as spread=node.labels.zone'],
    ['publish-add', '70000:80', '"70000:80": the published one is no port from 1 to 65535'],
    ['publish-add', '80:80/icmp', '"80:80/icmp": the protocol is none of tcp, udp, sctp'],
  ])('--%s %s is refused with the reason', (option, text, message) => {
    expect(readPatch({[option]: [text]})).toEqual({kind: 'fault', option, message});
  });

  it('begin a policy with what the engine takes, so that not all tasks are replaced at once', () => {
    expect(patched(empty, {'update-delay': ['10s']})).toMatchObject({
      UpdateConfig: {Parallelism: 1, Delay: 10e9, FailureAction: 'pause', Order: 'stop-first'},
    });
  });

  it('set to nothing are taken away, as the engine keeps no zeros', () => {
    const limited = patched(empty, {'limit-memory': ['64m'], 'env-add': ['A=1']});
    const after = patched(limited, {'limit-memory': ['0'], 'env-rm': ['A']});
    expect(after).toEqual({
      Name: 'web',
      TaskTemplate: {ContainerSpec: {Image: 'app:1'}, Resources: {Limits: {}}},
    });
  });

  it('with many values keep their order: a new value takes the place of the old one', () => {
    const before = patched(empty, {'env-add': ['A=1', 'B=2', 'C=3']});
    expect(
      valueAt(patched(before, {'env-add': ['B=5', 'D=4'], 'env-rm': ['A']}), [
        'TaskTemplate',
        'ContainerSpec',
        'Env',
      ]),
    ).toEqual(['B=5', 'C=3', 'D=4']);
  });

  it('turn a health check off, and on again by setting any of it', () => {
    const off = patchSpec(empty, patchOf({}, true));
    const path = ['TaskTemplate', 'ContainerSpec', 'Healthcheck'];
    expect(valueAt(off, path)).toEqual({Test: ['NONE']});
    expect(valueAt(patched(off, {'health-interval': ['10s']}), path)).toEqual({Interval: 10e9});
    expect(readPatch({'health-retries': ['3']}, true)).toMatchObject({
      kind: 'fault',
      message: 'it excludes --health-retries',
    });
  });

  it('hide the values of environment variables in commands', () => {
    expect(patchFlags(patchOf({'env-add': ['TOKEN=hunter2'], 'label-add': ['a=b c']}))).toEqual([
      "--env-add 'TOKEN=***'",
      "--label-add 'a=b c'",
    ]);
  });
});
