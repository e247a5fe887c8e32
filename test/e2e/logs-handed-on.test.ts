import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {execa} from 'execa';
import {expect, onTestFinished, test} from 'vitest';
import {runCommand} from '../driver/command.ts';
import {prepareProgram} from '../driver/program.ts';
import {createService, untilRunning} from '../driver/services.ts';
import {onSimulated} from '../simulated/on-simulated.ts';
import {until} from '../until.ts';
import {followLog} from './log-follower.ts';
import {openConsole} from './open-console.ts';

const patience = {timeoutMs: 30_000};
/** What the pager was given; null while it was given nothing. */
const paged = (folder: string): string | null => {
  const file = join(folder, 'log.txt');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return text.endsWith('\n') ? text : null;
};
const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'medianest-logs-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  return folder;
};

onSimulated('logs that are handed on', {managers: 1, workers: 1, speed: 4}, cluster => {
  const writes = async (name: string): Promise<void> => {
    await createService(cluster(), {name, image: 'spam:1', replicas: 1, env: ['RATE=20']});
    await untilRunning(cluster(), name, 1);
  };

  test('are what the pager gets, as they are shown, and the console comes back', async () => {
    await writes('paged');
    const folder = aFolder();
    const console = openConsole({
      host: cluster().dockerHost('manager-1'),
      env: {PAGER: `cp -t ${folder}`},
    });
    await console.expectRow(/nodes 2\/2/, 40_000);
    console.type(':logs paged');
    console.press('enter');
    await console.expectRow(/line \d\d+ /, 20_000);
    console.type('/line \\d+0 ');
    console.press('enter', 'v');
    await console.expectRow(/matches only/);
    console.press('b');
    const text = await until('the pager has it', async () => paged(folder), patience);
    const lines = text.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(3);
    for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z paged\.1@\S+ line \d+0 /);
    console.press('esc');
    await console.expectRow(/logs of paged ━ following/);
  });

  test('say which variable names a pager that is not there', async () => {
    await writes('unpaged');
    const host = cluster().dockerHost('manager-1');
    const console = openConsole({host, env: {PAGER: 'no-such-pager'}});
    await console.expectRow(/nodes 2\/2/, 40_000);
    console.type(':logs unpaged');
    console.press('enter');
    await console.expectRow(/line \d+ /, 20_000);
    console.press('b');
    await console.expectRow(/the pager: .*\$PAGER/, 20_000);
  });

  test('are not called live while the engine is frozen, and are read on when it goes on', async () => {
    await writes('frozen');
    const console = openConsole({host: cluster().dockerHost('manager-1')});
    await console.expectRow(/nodes 2\/2/, 40_000);
    console.type(':logs frozen');
    console.press('enter');
    await console.expectRow(/logs of frozen ━ following/, 20_000);
    await cluster().freeze('manager-1');
    await console.expectRow(/logs of frozen ━ ▲ broken/, 40_000);
    await cluster().thaw('manager-1');
    await console.expectRow(/logs of frozen ━ following/, 40_000);
  });

  test('end quietly when nobody reads on, and at once by ctrl+c', async () => {
    await writes('piped');
    const host = cluster().dockerHost('manager-1');
    const program = prepareProgram({args: ['--host', host, 'logs', 'piped', '--follow', '--tail', 'all']});
    onTestFinished(() => program.dispose());
    const words = [program.file, ...program.args].map(word => `'${word}'`).join(' ');
    const piped = await execa('bash', ['-c', `${words} | head -n 2; echo "\${PIPESTATUS[0]}"`], {
      env: program.env,
      extendEnv: false,
      timeout: 30_000,
    });
    const [one, two, code] = piped.stdout.split('\n');
    expect([one, two]).toEqual([expect.stringContaining(' line 1 '), expect.stringContaining(' line 2 ')]);
    expect(piped.stdout).not.toContain('\x1b');
    expect(piped.stderr).toBe('');
    expect(Number(code)).toBe(0);

    const followed = followLog(cluster(), 'piped', ['manager-1']);
    await until('lines come', async () => followed.lines().length > 3, patience);
    await followed.stop();
    expect(followed.errors()).toBe('');
  });

  test('are those of several objects by time, and none of what does not exist', async () => {
    await writes('several');
    await writes('others');
    const host = cluster().dockerHost('manager-1');
    const both = await until(
      'both have written',
      async () => {
        const {stdout, exitCode} = await runCommand(['logs', 'several', 'others', '--json'], {host});
        const lines = stdout
          .trimEnd()
          .split('\n')
          .map(line => JSON.parse(line) as {time: string; service: string});
        return new Set(lines.map(({service}) => service)).size === 2 ? {lines, exitCode} : null;
      },
      patience,
    );
    const times = both.lines.map(({time}) => time);
    expect(both.exitCode).toBe(0);
    expect(times).toEqual(times.toSorted());
    const none = await runCommand(['logs', 'severall'], {host});
    expect(none).toMatchObject({exitCode: 1, stdout: ''});
    expect(none.stderr).toContain('Did you mean "several"?');
  });
});
