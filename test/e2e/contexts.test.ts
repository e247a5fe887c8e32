import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {execa} from 'execa';
import {expect, onTestFinished, test} from 'vitest';
import {createService, untilRunning} from '../driver/services.ts';
import {enginePath} from '../lab/engines.ts';
import {onLab} from '../lab/on-lab.ts';
import {openConsole} from './open-console.ts';

/** A folder of docker's own settings with these contexts, the first of them in use. */
async function dockerConfig(contexts: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'medianest-contexts-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  const docker = (...args: readonly string[]) =>
    execa('docker', ['context', ...args], {env: {PATH: enginePath('system'), DOCKER_CONFIG: folder}});
  for (const [name, host] of Object.entries(contexts))
    await docker('create', name, '--docker', `host=${host}`);
  const [first = ''] = Object.keys(contexts);
  await docker('use', first);
  return folder;
}

onLab('one swarm', {managers: 1, workers: 1}, near => {
  onLab('and another', {managers: 1, workers: 0}, far => {
    test('are switched between with :ctx; nothing of the one is shown under the other, docker’s choice stays', async () => {
      await createService(near(), {name: 'nearby', image: 'pause:1'});
      await createService(far(), {name: 'faraway', image: 'pause:1'});
      await untilRunning(near(), 'nearby', 1);
      await untilRunning(far(), 'faraway', 1);
      const config = await dockerConfig({
        near: near().dockerHost('manager-1'),
        far: far().dockerHost('manager-1'),
      });
      const before = readFileSync(join(config, 'config.json'), 'utf8');
      const console = openConsole({env: {DOCKER_CONFIG: config}});
      await console.expectRow(/ near .*nodes 2\/2.*⟳ live/, 30_000);
      console.type(':services');
      console.press('enter');
      await console.expectRow(/ nearby .* 1\/1 /);

      const isMixed = (rows: readonly string[]) => {
        const [header = '', ...body] = rows;
        const [isNear, isFar] = [/ near /.test(header), / far /.test(header)];
        return body.some(row => (isFar && / nearby /.test(row)) || (isNear && / faraway /.test(row)));
      };
      const end = console.forbid(isMixed, 'a service of one swarm under the name of the other');
      console.type(':ctx far');
      console.press('enter');
      await console.expectRow(/ far .*nodes 1\/1.*⟳ live/, 30_000);
      console.type(':services');
      console.press('enter');
      await console.expectRow(/ faraway .* 1\/1 /);
      console.type(':ctx near');
      console.press('enter');
      await console.expectRow(/ near .*nodes 2\/2.*⟳ live/, 30_000);
      console.type(':services');
      console.press('enter');
      await console.expectRow(/ nearby .* 1\/1 /);
      await console.expectNoRow(/ faraway /);
      end();
      expect(readFileSync(join(config, 'config.json'), 'utf8')).toBe(before);
    });
  });
});
