import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {catalogue} from '../../../source/commands/catalogue/catalogue.ts';
import {safeJson} from '../../../source/commands/output/json.ts';
import {aHostileCluster} from '../../builders/hostile-cluster.ts';
import {hostileStrings, hostileText} from '../../builders/hostile-strings.ts';
import {run, snapshotOf} from './command-line.ts';

const texts = hostileStrings.map(([, text]) => text);
const cluster = aHostileCluster(texts);

/** Line ends are ours; everything else that a terminal acts upon is not. */
const acting = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\p{Format}\p{Surrogate}]/u;

const commands = [
  ['status'],
  ['check'],
  ['doctor'],
  ...catalogue.flatMap(({name}) =>
    [
      'nodes',
      'services',
      'tasks',
      'stacks',
      'networks',
      'volumes',
      'secrets',
      'configs',
      'containers',
    ].includes(name)
      ? [[name]]
      : [],
  ),
  ['describe', 'node', 'n2'],
  ['describe', 'service', 'first-id'],
  ['describe', 'network', 'hn'],
  ['describe', 'secret', 'hs'],
];

const tty = {
  outputIsTerminal: true,
  inputIsTerminal: false,
  columns: 100,
  rows: 40,
  env: {TERM: 'xterm', NO_COLOR: '1', HOME: '/nowhere'},
  platform: 'linux',
  nodeVersion: '24.0.0',
};

describe('what others named', () => {
  it.each(commands)('reaches no terminal and no pipe as a sequence: %s %s %s', async (...argv) => {
    const words = argv.filter((word): word is string => typeof word === 'string');
    for (const ports of [{}, {terminal: tty}]) {
      const {out, err} = await run(words, {takeSnapshot: snapshotOf(cluster.store()), ...ports});
      expect(out + err).not.toBe('');
      expect(acting.exec(out + err)?.index ?? null).toBeNull();
    }
  });

  it.each(commands.filter(([name]) => name !== 'check'))(
    'is escaped in JSON, and the JSON means the same: %s %s %s',
    async (...argv) => {
      const words = argv.filter((word): word is string => typeof word === 'string');
      const {out, err} = await run([...words, '--json'], {takeSnapshot: snapshotOf(cluster.store())});
      expect(acting.exec(out)?.index ?? null).toBeNull();
      expect(err).toBe('');
      expect(() => JSON.parse(out)).not.toThrow();
    },
  );

  it('comes back from JSON as it was', () => {
    fc.assert(
      fc.property(hostileText, text => {
        const json = safeJson({[text]: [text]});
        expect(acting.test(json)).toBe(false);
        expect(JSON.parse(json)).toEqual({[text]: [text]});
      }),
    );
  });
});
