import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Console, startConsole} from '../driver/console.ts';
import {countRunning, createService, untilRunning, updateStateOf} from '../driver/services.ts';
import type {Lab} from '../lab/lab.ts';
import {onLab} from '../lab/on-lab.ts';
import {until} from '../until.ts';

interface WireService {
  readonly Spec: {
    readonly Mode: {readonly Replicated: {readonly Replicas: number}};
    readonly TaskTemplate: {readonly ForceUpdate?: number; readonly ContainerSpec: {readonly Image: string}};
  };
}
interface WireNode {
  readonly Description: {readonly Hostname: string};
  readonly Spec: {readonly Availability: string; readonly Role: string; readonly Labels?: object};
}

const specOf = async (lab: Lab, name: string, through = 'manager-1') =>
  ((await lab.api(through, `/services/${name}`)) as WireService).Spec;
const replicasOf = async (lab: Lab, name: string) => (await specOf(lab, name)).Mode.Replicated.Replicas;
const nodeNamed = async (lab: Lab, name: string) => {
  const nodes = (await lab.api('manager-1', '/nodes')) as readonly WireNode[];
  return nodes.find(({Description}) => Description.Hostname === name)?.Spec;
};

interface WireSwarm {
  readonly JoinTokens: {readonly Worker: string; readonly Manager: string};
  readonly Spec: {readonly EncryptionConfig: {readonly AutoLockManagers: boolean}};
  readonly TLSInfo: {readonly TrustRoot: string};
}
const swarmOf = async (lab: Lab) => (await lab.api('manager-1', '/swarm')) as WireSwarm;
const unlockKeyOf = async (lab: Lab) =>
  ((await lab.api('manager-1', '/swarm/unlockkey')) as {UnlockKey: string}).UnlockKey;

/** An action takes no longer than this on a lab: a rollout, a promotion, a node that is emptied. */
const patienceMs = 60_000;

onLab(
  'actions by the keys of the console, on three managers and two workers',
  {managers: 3, workers: 2},
  lab => {
    let home: string;
    let console: Console;
    const update = {monitorSeconds: 1, onFailure: 'pause'} as const;

    beforeAll(async () => {
      home = mkdtempSync(join(tmpdir(), 'medianest-home-'));
      await createService(lab(), {name: 'web', image: 'app:1', replicas: 2, update});
      await createService(lab(), {name: 'old', image: 'pause:1'});
      await untilRunning(lab(), 'web', 2);
      console = startConsole({host: lab().dockerHost('manager-2'), home, columns: 160, rows: 50});
      await console.expectRow(/⟳ live\s*$/);
    });
    afterAll(async () => {
      await console.close();
      rmSync(home, {recursive: true, force: true});
    });

    const select = async (list: string, name: string) => {
      console.type(`:${list} /^${name}$\r`);
      await console.expectRow(new RegExp(`▸[ ●]${name} `));
    };
    /** Confirms the plan that is shown, once it is. */
    const confirm = async (title: string) => {
      await console.expectRow(new RegExp(`┏━ ${title}`));
      console.press('tab', 'enter');
    };
    /** Waits until the line above the footer tells how an action ended, and closes what is open over the panes. */
    const ended = async (title: string, how = '● done') => {
      const row = await console.expectRow(new RegExp(`^ ${how} after [\\d.]+ s: ${title}`), patienceMs);
      const keys = (rows: readonly string[]) => rows.at(-1) ?? '';
      await console.expectScreen(
        rows => !keys(rows).includes('<esc>') || keys(rows).includes('<esc> close'),
        'what is open tells that it has ended',
      );
      if (keys(console.rows()).includes('<esc> close')) console.press('esc');
      await console.expectScreen(rows => !keys(rows).includes('<esc>'), 'nothing is open over the panes');
      return row;
    };

    test('s scales at once where nothing stops, and z takes it back after showing the plan', async () => {
      await select('svc', 'web');
      console.press('s');
      await console.expectRow(/┏━ Scale web/);
      console.type('3\r');
      await ended('scale web from 2 to 3: 3/3 running');
      expect(await replicasOf(lab(), 'web')).toBe(3);
      console.press('z');
      await console.expectRow(/Mode\.Replicated\.Replicas {2}3 → 2/);
      await confirm('undo: scale web from 2 to 3');
      await ended('undo: scale web');
      expect([await replicasOf(lab(), 'web'), await countRunning(lab(), 'web')]).toEqual([2, 2]);
    });

    test('r drains a node until it is empty; left running, its end is told above the footer', async () => {
      await select('no', 'worker-2');
      console.press('r');
      await console.expectRow(/drain worker-2/);
      // An empty node is drained at once, without a question.
      if (console.rows().some(row => row.includes('▸ Cancel'))) console.press('tab', 'enter', 'esc');
      await ended('drain worker-2');
      expect((await nodeNamed(lab(), 'worker-2'))?.Availability).toBe('drain');
      // It is down by the time when it is removed.
      await lab().kill('worker-2');
    });

    test('r restarts, i runs another image pinned by its digest, ^u rolls back', async () => {
      await select('svc', 'web');
      console.press('r');
      await confirm('restart web');
      await ended('restart web');
      expect((await specOf(lab(), 'web')).TaskTemplate.ForceUpdate).toBe(1);
      await select('svc', 'web');
      console.press('i');
      await console.expectRow(/┏━ Image of web/);
      console.press('ctrl+u');
      console.type(`${lab().image('app:2')}\r`);
      await confirm('update web');
      await ended('update web');
      expect((await specOf(lab(), 'web')).TaskTemplate.ContainerSpec.Image).toMatch(
        /app:2@sha256:[0-9a-f]{64}$/,
      );
      await select('svc', 'web');
      console.press('ctrl+u');
      await console.expectRow(/the image goes back from \S+app:2/);
      await confirm('roll web back');
      await ended('roll web back');
      expect((await specOf(lab(), 'web')).TaskTemplate.ContainerSpec.Image).toMatch(/app:1/);
    });

    test('c, u and e on a node: pause, activate and labels, at once', async () => {
      await select('no', 'worker-1');
      console.press('c');
      await ended('pause worker-1');
      expect((await nodeNamed(lab(), 'worker-1'))?.Availability).toBe('pause');
      console.press('u');
      await ended('activate worker-1');
      expect((await nodeNamed(lab(), 'worker-1'))?.Availability).toBe('active');
      console.press('e');
      await console.expectRow(/┏━ Labels of a node/);
      console.type('zone=north\r');
      await ended('label worker-1: zone=north');
      expect((await nodeNamed(lab(), 'worker-1'))?.Labels).toEqual({zone: 'north'});
    });

    test('P and M: a worker becomes a manager and a worker again', async () => {
      await select('no', 'worker-1');
      console.press('P');
      await console.expectRow(/3 managers → 4/);
      await confirm('promote worker-1');
      await ended('promote worker-1');
      expect((await nodeNamed(lab(), 'worker-1'))?.Role).toBe('manager');
      await select('no', 'worker-1');
      console.press('M');
      await confirm('demote worker-1');
      await ended('demote worker-1');
      expect((await nodeNamed(lab(), 'worker-1'))?.Role).toBe('worker');
    });

    test('^d removes a node that is down by its name', async () => {
      await console.expectRow(/nodes 4\/5 ✖1/, patienceMs);
      await select('no', 'worker-2');
      console.press('ctrl+d');
      await console.expectRow(/┏━ remove worker-2/);
      console.type('worker-2\r');
      await ended('remove worker-2');
      expect(await nodeNamed(lab(), 'worker-2')).toBeUndefined();
    });

    test('a change by docker while a plan is open is a conflict: shown, and not written over', async () => {
      await select('svc', 'web');
      console.type(':scale web 1\r');
      await console.expectRow(/┏━ scale web from 2 to 1/);
      await lab().docker('manager-1', 'service', 'scale', '--detach', 'web=4');
      await console.expectRow(/▸ web +replicated +\d\/4/);
      console.press('tab', 'enter');
      await ended('scale web from 2 to 1: web was changed since', '✖ conflict');
      expect(await replicasOf(lab(), 'web')).toBe(4);
      await untilRunning(lab(), 'web', 4);
    });

    test('^d removes what was typed by its name, and @ has all of it with how it ended', async () => {
      await select('svc', 'old');
      console.press('ctrl+d');
      await console.expectRow(/┏━ remove old/);
      console.type('old\r');
      await ended('remove old');
      await expect(lab().api('manager-2', '/services/old')).rejects.toThrow(/404/);
      console.press('@');
      await console.expectRow(/┏━ Journal ━/);
      await console.expectRow(/▸ [\d: -]+ {2}remove old +● done/);
      await console.expectRow(/scale web from 2 to 1 +▲ conflict/);
      console.press('enter');
      await console.expectRow(/docker service rm old/);
    });

    test('n makes networks, volumes, secrets and configs, and ^d removes them by their names', async () => {
      for (const [list, kind] of [
        ['net', 'network'],
        ['vol', 'volume'],
        ['sec', 'secret'],
        ['cfg', 'config'],
      ] as const) {
        console.type(`:${list}\r`);
        await console.expectRow(new RegExp(`┏━ ${kind}s `, 'i'));
        console.press('n');
        await console.expectRow(new RegExp(`┏━ Create a ${kind}`));
        console.type('spare\r');
        if (kind === 'secret' || kind === 'config') {
          await console.expectRow(/┏━ Contents of spare/);
          console.press('tab');
          console.type('a word\r');
        }
        await ended(`create ${kind} spare`);
        // A volume is of the engine that the console is connected to.
        const path = `/${kind}s/spare`;
        expect(JSON.stringify(await lab().api('manager-2', path))).toContain('"Name":"spare"');
        await select(list, 'spare');
        console.press('ctrl+d');
        await console.expectRow(new RegExp(`┏━ remove ${kind} spare`));
        console.type('spare\r');
        await ended(`remove ${kind} spare`);
        await expect(lab().api('manager-2', path)).rejects.toThrow(/404/);
      }
    });

    test(':swarm makes tokens, key and authority anew and turns autolock on and off, drawing none of them', async () => {
      const before = await swarmOf(lab());
      const never = console.forbid(
        rows => rows.some(row => /SWMTKN-1-\w|SWMKEY-1-\w/.test(row)),
        'a token or a key on the screen',
      );
      const change = async (line: string, title: string) => {
        console.type(`:swarm ${line}\r`);
        await confirm(title);
        await ended(title);
      };
      /** What the terminal is told to put into the clipboard. */
      const copied = async (line: string, what: string) => {
        const written = console.record();
        console.type(`:swarm ${line}\r`);
        await console.expectRow(new RegExp(`copied ${what}; it is not shown`));
        const [, encoded = ''] = /\x1b\]52;c;([^\x07\x1b]+)/.exec(written()) ?? [];
        return Buffer.from(encoded, 'base64').toString();
      };
      await change('rotate worker', "make the workers' join token anew");
      await change('rotate manager', "make the managers' join token anew");
      const {JoinTokens} = await swarmOf(lab());
      expect(JoinTokens.Worker).not.toBe(before.JoinTokens.Worker);
      expect(JoinTokens.Manager).not.toBe(before.JoinTokens.Manager);
      for (const [role, token] of [
        ['worker', JoinTokens.Worker],
        ['manager', JoinTokens.Manager],
      ] as const) {
        expect(await copied(`tokens ${role}`, `the command by which a ${role} joins`)).toMatch(
          new RegExp(`^docker swarm join --token ${token} [\\d.]+:2377$`),
        );
      }
      await change('autolock on', 'turn autolock on');
      expect((await swarmOf(lab())).Spec.EncryptionConfig.AutoLockManagers).toBe(true);
      const key = await unlockKeyOf(lab());
      await change('rotate key', 'make the unlock key anew');
      expect(await unlockKeyOf(lab())).toMatch(/^SWMKEY-1-/);
      expect(await unlockKeyOf(lab())).not.toBe(key);
      expect(await copied('unlock-key', 'the unlock key')).toBe(await unlockKeyOf(lab()));
      await change('autolock off', 'turn autolock off');
      expect((await swarmOf(lab())).Spec.EncryptionConfig.AutoLockManagers).toBe(false);
      await change('rotate ca', 'make the certificate authority anew');
      expect((await swarmOf(lab())).TLSInfo.TrustRoot).not.toBe(before.TLSInfo.TrustRoot);
      never();
    });

    test('the leader dies while a rollout runs: its end is told as the engine has it', async () => {
      console.type(':restart web\r');
      await confirm('restart web');
      const leader = await lab().leader();
      if (leader === null) throw new Error('no leader');
      const through = ['manager-1', 'manager-2', 'manager-3'].find(name => name !== leader) ?? '';
      await console.expectRow(/◐ verifying \d+ s: restart web/);
      await lab().kill(leader);
      const row = await console.expectRow(
        /^ (● done|✖ failed|▲ unfinished) after [\d.]+ s: restart web/,
        150_000,
      );
      const state = await until('a manager answers', () => updateStateOf(lab(), 'web', through), {
        timeoutMs: 60_000,
      });
      // The dead manager's own task may count as a failure of the rollout: then it must be told as one.
      expect(row.includes('● done')).toBe(state === 'completed');
    });
  },
);
