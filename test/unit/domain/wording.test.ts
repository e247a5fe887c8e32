import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {ageInWords, agoInWords, nextAgeChangeMs, sinceInWords} from '../../../source/domain/age.ts';
import {exitCodeInWords} from '../../../source/domain/exit-codes.ts';
import {failureInWords} from '../../../source/domain/failure-words.ts';
import {naturalCompareKey} from '../../../source/domain/natural-key.ts';
import {pendingInWords} from '../../../source/domain/pending-reasons.ts';
import {aTask} from '../../builders/objects.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('age', () => {
  it.each([
    [-5_000, '<1m'],
    [0, '<1m'],
    [minute - 1, '<1m'],
    [minute, '1m'],
    [hour - 1, '59m'],
    [hour, '1h'],
    [day - 1, '23h'],
    [day, '1d'],
    [400 * day, '400d'],
  ])('of %i ms reads %s', (ms, words) => {
    expect(ageInWords(ms)).toBe(words);
  });

  it('of less than a minute reads as now, not as a sum', () => {
    expect([agoInWords(20_000), sinceInWords(20_000)]).toEqual(['just now', 'just now']);
    expect([agoInWords(5 * minute), sinceInWords(5 * minute)]).toEqual(['5m ago', 'since 5m']);
  });

  it('changes its label exactly when it says it will', () => {
    fc.assert(
      fc.property(fc.integer({min: -day, max: 60 * day}), ms => {
        const next = nextAgeChangeMs(ms);
        expect(next).toBeGreaterThan(0);
        expect(ageInWords(ms + next - 1)).toBe(ageInWords(ms));
        expect(ageInWords(ms + next)).not.toBe(ageInWords(ms));
      }),
    );
  });
});

describe('natural sort key', () => {
  const order = (...names: readonly string[]) =>
    [...names].sort((a, b) => (naturalCompareKey(a) < naturalCompareKey(b) ? -1 : 1));

  it('counts numbers as people do', () => {
    expect(order('node-10', 'node-9', 'node-2', 'node-1', 'node')).toEqual([
      'node',
      'node-1',
      'node-2',
      'node-9',
      'node-10',
    ]);
    expect(order('web.12.a', 'web.3.a', 'Web.1.a')).toEqual(['Web.1.a', 'web.3.a', 'web.12.a']);
    expect(order('a', '7', 'a1')).toEqual(['7', 'a', 'a1']);
  });

  it('takes no notice of case or leading zeros', () => {
    expect(naturalCompareKey('Node-007')).toBe(naturalCompareKey('node-7'));
    expect(naturalCompareKey('a000')).toBe(naturalCompareKey('a0'));
  });

  it('orders any two numbers by value, however many digits they have', () => {
    const number = fc.bigInt({min: 0n, max: 10n ** 40n});
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [left, right] = [naturalCompareKey(`n${a}x`), naturalCompareKey(`n${b}x`)];
        expect(left < right).toBe(a < b);
        expect(left === right).toBe(a === b);
      }),
    );
  });
});

describe('exit code', () => {
  it.each([
    [0, 'exit 0 (success)'],
    [1, 'exit 1'],
    [126, 'exit 126 (the program is not executable)'],
    [127, 'exit 127 (the program was not found)'],
    [130, 'exit 130 (signal 2, interrupt)'],
    [137, 'exit 137 (killed, usually out of memory)'],
    [143, 'exit 143 (terminated on request)'],
    [160, 'exit 160 (signal 32)'],
    [200, 'exit 200'],
  ])('%i reads %s', (code, words) => {
    expect(exitCodeInWords(code)).toBe(words);
  });
});

// The texts are the engine's own, as 28.5.2 gives them.
describe('reason for pending', () => {
  it.each([
    [
      'no suitable node (scheduling constraints not satisfied on 5 nodes)',
      '5 nodes ruled out by the constraints',
    ],
    ['no suitable node (insufficient resources on 1 node)', 'not enough unreserved CPU or memory on 1 node'],
    [
      'no suitable node (max replicas per node limit exceed)',
      'every node that fits has its most replicas per node',
    ],
    ['no suitable node (host-mode port already in use on 5 nodes)', 'the host port is taken on 5 nodes'],
    [
      'no suitable node (unsupported platform on 5 nodes)',
      'the image does not run on the platform of 5 nodes',
    ],
    ['no suitable node (missing plugin on 5 nodes)', 'a volume, network or log plugin is missing on 5 nodes'],
    ['no suitable node (2 nodes not available for new tasks)', '2 nodes drained, paused or down'],
    [
      'no suitable node (scheduling constraints not satisfied on 3 nodes; max replicas per node limit exceed)',
      '3 nodes ruled out by the constraints; every node that fits has its most replicas per node',
    ],
    ['no suitable node (some new filter on 3 nodes)', 'some new filter on 3 nodes'],
    ['no suitable node', 'no node is suitable'],
    ['', 'no node found yet'],
    ['something else', 'something else'],
  ])('%j reads %j', (error, words) => {
    expect(pendingInWords(error)).toBe(words);
  });
});

describe('failure', () => {
  it.each([
    ['task: non-zero exit (3)', 3, 'exit 3'],
    ['task: non-zero exit (137)', 137, 'exit 137 (killed, usually out of memory)'],
    [
      'task: non-zero exit (143): dockerexec: unhealthy container',
      143,
      'its health check failed, exit 143 (terminated on request)',
    ],
    ['No such image: registry:5000/app:nope', null, 'No such image: registry:5000/app:nope'],
    [
      'starting container failed: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/bin/x": stat /bin/x: no such file or directory',
      127,
      'exec: "/bin/x": stat /bin/x: no such file or directory, exit 127 (the program was not found)',
    ],
    ['', 0, 'exit 0 (success)'],
  ])('%j with exit code %j reads %j', (error, exitCode, words) => {
    expect(failureInWords(aTask({state: 'failed', error, exitCode}))).toBe(words);
  });

  it('falls back on the message of the engine', () => {
    const message = 'Task belonged to a node that has been deleted';
    expect(failureInWords(aTask({state: 'orphaned', message}))).toBe(message);
  });
});
