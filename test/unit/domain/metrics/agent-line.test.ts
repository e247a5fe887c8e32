import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {decodeAgentLine, encodeAgentLine} from '../../../../source/domain/metrics/agent-line.ts';
import {aFact, anyReport, aReport} from '../../../builders/agent-reports.ts';
import {aUsage} from '../../../builders/samples.ts';

const fieldsOf = (line: string): Record<string, unknown> => JSON.parse(line);

describe('the line of an agent', () => {
  test('tells whatever a report says, and is one line', () => {
    fc.assert(
      fc.property(anyReport, report => {
        const line = encodeAgentLine(report);
        expect(line).not.toContain('\n');
        expect(decodeAgentLine(line)).toEqual(report);
      }),
    );
  });

  test('names each service once, however many of its tasks run on the node', () => {
    const tasks = ['a', 'b', 'c'].map(taskId => ({taskId, serviceId: 'web', usage: aUsage()}));
    const line = encodeAgentLine(aReport({tasks, facts: [aFact({kind: 'oom'}, {serviceId: 'web'})]}));
    expect(line.match(/web/g)).toHaveLength(1);
  });

  test('tells apart a figure that is 0 and one that is not known', () => {
    const usage = aUsage({
      cpuPercent: 0,
      receivedRate: null,
      readRate: 0,
      memoryBytes: 1_024,
      memoryLimitBytes: 2_048,
    });
    const told = decodeAgentLine(encodeAgentLine(aReport({tasks: [{taskId: 'a', serviceId: 's', usage}]})));
    expect(told?.tasks[0]?.usage).toEqual(usage);
  });

  test('keeps the end of a long output of a health check', () => {
    const output = `${'x'.repeat(5_000)} connection refused`;
    const what = {kind: 'health' as const, health: 'unhealthy' as const, output, exitCode: 1};
    const told = decodeAgentLine(encodeAgentLine(aReport({facts: [aFact(what)]})));
    expect(told?.facts[0]?.what).toMatchObject({output: expect.stringMatching(/^x+ connection refused$/)});
    expect(JSON.stringify(told).length).toBeLessThan(2_000);
  });
});

describe('a line that no agent of this version wrote', () => {
  test('never throws, whatever it is', () => {
    fc.assert(fc.property(fc.string(), line => decodeAgentLine(line) === null));
    fc.assert(fc.property(fc.json(), line => decodeAgentLine(line) === null));
  });

  test('tells only figures that are finite and not negative, whatever a field is made to be', () => {
    const line = encodeAgentLine(
      aReport({tasks: [{taskId: 'a', serviceId: 's', usage: aUsage()}], facts: [aFact({kind: 'started'})]}),
    );
    const names = Object.keys(fieldsOf(line));
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.jsonValue(), fc.nat({max: 9}), (name, value, at) => {
        const fields = fieldsOf(line);
        const row = fields[name];
        if (Array.isArray(row) && Array.isArray(row[0])) row[0][at] = value;
        else fields[name] = value;
        const told = decodeAgentLine(JSON.stringify(fields));
        for (const {usage} of told?.tasks ?? [])
          for (const figure of Object.values(usage))
            expect(figure === null || (figure >= 0 && Number.isFinite(figure))).toBe(true);
        expect(told === null || /^[\w-]+$/.test(told.nodeId)).toBe(true);
      }),
    );
  });

  test.each([
    ['another version', {v: 2}],
    ['no node', {n: undefined}],
    ['a node whose id holds an escape sequence', {n: '\u001b[2J'}],
    ['no interval', {e: 0}],
    ['a time that is no number', {t: 'now'}],
    ['a task without a service', {s: []}],
    ['a task that is no row', {c: ['a']}],
    ['a death without an exit code', {f: [['d', 'a', 0, 'c', 5]]}],
    ['a health that does not exist', {f: [['h', 'a', 0, 'c', 5, 9, null, null]]}],
  ])('is not believed: %s', (_, part) => {
    const report = aReport({tasks: [{taskId: 'a', serviceId: 's', usage: aUsage()}]});
    expect(decodeAgentLine(JSON.stringify({...fieldsOf(encodeAgentLine(report)), ...part}))).toBeNull();
  });

  test('is believed without what a newer agent tells beside', () => {
    const fields = fieldsOf(
      encodeAgentLine(aReport({tasks: [{taskId: 'a', serviceId: 's', usage: aUsage()}]})),
    );
    const newer = {
      ...fields,
      z: 1,
      f: [
        ['x', 'a', 0],
        ['s', 'a', 0, 'c', 5],
      ],
    };
    const told = decodeAgentLine(JSON.stringify(newer));
    expect(told?.tasks).toHaveLength(1);
    expect(told?.facts.map(({what}) => what.kind)).toEqual(['started']);
  });

  test('is not read where it is longer than any agent writes', () => {
    const line = encodeAgentLine(aReport());
    expect(decodeAgentLine(line)).not.toBeNull();
    expect(decodeAgentLine(line + ' '.repeat(100_000))).toBeNull();
  });
});
