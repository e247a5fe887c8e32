import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {CommandPorts, TerminalFacts} from '../../../source/commands/command.ts';
import {checkSettings} from '../../../source/config/read-settings.ts';
import {aCluster} from '../../builders/cluster.ts';
import {anEngineInfo} from '../../builders/objects.ts';
import {run, snapshotOf} from './command-line.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-'));
});

afterAll(() => {
  rmSync(folder, {recursive: true});
});

const swarm = aCluster().withManagers(3);

const terminal = (part: Partial<TerminalFacts> = {}, env: Record<string, string> = {}): TerminalFacts => ({
  outputIsTerminal: true,
  inputIsTerminal: true,
  columns: 120,
  rows: 40,
  env: {HOME: folder, TERM: 'xterm-256color', LANG: 'C.UTF-8', NO_COLOR: '1', ...env},
  platform: 'linux',
  nodeVersion: '24.0.0',
  ...part,
});

const examine = (ports: Partial<CommandPorts> = {}) =>
  run(['doctor'], {takeSnapshot: snapshotOf(swarm.store()), terminal: terminal(), ...ports});

describe('doctor', () => {
  it('finds nothing to do where all is well', async () => {
    const {code, out} = await examine();
    expect(out).toMatch(/^terminal +ok +120×40$/m);
    expect(out).toMatch(/^connection +ok +unix:\/\/\/var\/run\/docker\.sock by default socket/m);
    expect(out).toMatch(/^connection +ok +3 of 3 managers reachable, 2 needed$/m);
    expect(out).toMatch(/^settings +ok/m);
    expect(out).not.toMatch(/ (warning|problem) /);
    expect(code).toBe(0);
  });

  it.each([
    [
      'a small screen',
      terminal({columns: 60, rows: 20}),
      /warning +60×20 is small\n +Give it 80×24 at least\./,
    ],
    ['no terminal', terminal({outputIsTerminal: false}), /warning +standard output is no terminal/],
    ['a dumb terminal', terminal({}, {TERM: 'dumb'}), /problem +TERM is "dumb"/],
    ['no UTF-8', terminal({}, {LANG: 'C'}), /warning +the locale C is not UTF-8\n +Set LANG=C\.UTF-8/],
    ['an overriding locale', terminal({}, {LC_ALL: 'POSIX'}), /warning +the locale POSIX is not UTF-8/],
  ])('says what to do about %s', async (_, facts, expected) => {
    const {code, out} = await examine({terminal: facts});
    expect(out).toMatch(expected);
    expect(code).toBeGreaterThan(0);
  });

  it('tells what the terminal said of itself and what it means', async () => {
    const {out, code} = await examine();
    expect(out).toMatch(/^terminal +ok +it answers: XTerm\(380\)$/m);
    expect(out).toMatch(/^terminal +ok +its background is dark; the theme "auto" follows it$/m);
    expect(out).toMatch(/^terminal +ok +kitty keyboard protocol: Esc acts at once/m);
    expect(out).toMatch(/^terminal +ok +synchronized output: frames appear whole$/m);
    expect(code).toBe(0);
  });

  it.each([
    ['silent', /ok +it answers no questions; keys and colours are those of TERM$/m],
    ['not-asked', /ok +it is asked nothing, because it would print the questions$/m],
  ] as const)('takes a terminal that is %s for no fault', async (asking, expected) => {
    const {out, code} = await examine({
      askTerminal: async () => ({
        asking,
        background: null,
        hasSynchronizedOutput: false,
        hasKittyKeyboard: false,
        version: null,
      }),
    });
    expect(out).toMatch(expected);
    expect(out).toMatch(/ok +its background is not known; the theme "auto" takes it for dark$/m);
    expect(out).toMatch(/ok +no kitty keyboard protocol: a lone Esc acts after 25 ms$/m);
    expect(code).toBe(0);
  });

  it('asks nothing where the output is no terminal', async () => {
    const {out} = await examine({
      terminal: terminal({outputIsTerminal: false}),
      askTerminal: () => Promise.reject(new Error('was asked')),
    });
    expect(out).not.toContain('it answers');
  });

  it('calls an engine that answers nothing a problem, with what to try', async () => {
    const failure = Object.assign(new Error('permission denied on /var/run/docker.sock'), {
      name: 'EngineError',
      kind: 'unauthorised',
      hint: 'Join the group docker.',
    });
    const {code, out} = await examine({takeSnapshot: () => Promise.reject(failure)});
    expect(code).toBe(2);
    expect(out).toMatch(
      /^permissions +problem +permission denied on \/var\/run\/docker\.sock\n +Join the group docker\.$/m,
    );
  });

  it('says what a worker cannot do', async () => {
    const store = aCluster()
      .with({info: anEngineInfo({membership: {kind: 'worker'}})})
      .store();
    const {code, out} = await examine({takeSnapshot: snapshotOf(store)});
    expect(code).toBe(1);
    expect(out).toMatch(/permissions +warning +the engine is a worker: .*\n +Connect to a manager\./);
  });

  it('warns of an engine that anyone may use', async () => {
    const open = snapshotOf(swarm.store());
    const {out} = await examine({
      takeSnapshot: async options => ({
        ...(await open(options)),
        endpoint: {
          context: 'default',
          host: 'tcp://10.0.0.1:2375',
          transport: {kind: 'tcp', host: '10.0.0.1', port: 2375, tls: null},
          why: '--host',
        },
      }),
    });
    expect(out).toMatch(/warning +tcp:\/\/10\.0\.0\.1:2375 is not protected/);
  });

  it('names each fault of the settings with line, column and reason', async () => {
    const settings =
      '{\n  "mous": false,\n  "poll": {"movingMs": 1},\n  "theme": "drak",\n  "keys": {"app.hepl": ["x"]}\n}';
    const {code, out} = await examine({readSettings: () => checkSettings('settings.json', settings)});
    expect(code).toBe(2);
    expect(out).toMatch(
      /warning +settings\.json:2:3: mous: unknown setting, ignored; did you mean "mouse"\?/,
    );
    expect(out).toMatch(/problem +settings\.json:3:24: poll\.movingMs: must be a whole number/);
    expect(out).toMatch(/warning +theme: there is no theme "drak"; did you mean "dark"\?/);
    expect(out).toMatch(/warning +keys: app\.hepl is not a command\n +Did you mean "app\.help"\?/);
  });

  it('says when settings cannot be saved', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const {out} = await examine({terminal: terminal({}, {XDG_CONFIG_HOME: file})});
    expect(out).toMatch(/permissions +warning +settings cannot be written: .*file is no folder/);
  });

  it('prints the same as JSON', async () => {
    const {out} = await run(['doctor', '--json'], {
      takeSnapshot: snapshotOf(swarm.store()),
      terminal: terminal(),
    });
    expect(JSON.parse(out)[0]).toEqual({area: 'terminal', level: 'ok', what: '120×40', advice: ''});
  });
});
