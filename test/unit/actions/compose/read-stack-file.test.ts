import {describe, expect, it} from 'vitest';
import {readStackFile} from '../../../../source/actions/compose/read-stack-file.ts';

type Docker = Parameters<typeof readStackFile>[0]['docker'];

const files: Readonly<Record<string, string>> = {
  '/srv/compose.yml': 'services: {web: {image: "app:$TAG"}}\nconfigs: {page: {file: ./page.txt}}\n',
  '/srv/page.txt': 'a page',
};

/** Reads one file with a docker CLI that answers so to `stack config`. */
const read = (answer: Awaited<ReturnType<Docker['run']>>, paths: readonly string[] = ['/srv/compose.yml']) =>
  readStackFile({
    paths,
    docker: {run: async () => answer},
    async readContents(path) {
      if (files[path] !== undefined) return new TextEncoder().encode(files[path]);
      throw Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), {code: 'ENOENT'});
    },
    variables: {TAG: '3'},
    folderOf: () => '/srv',
    inFolder: (folder, path) => `${folder}/${path.replace('./', '')}`,
  });

describe('the file of a stack', () => {
  it('is read by docker where it can, and every dollar in what docker gives is a dollar', async () => {
    const stdout = 'services:\n  web:\n    image: app:3\n    environment:\n      PRICE: $5\n';
    const reading = await read({exitCode: 0, stdout, stderr: ''});
    expect(reading).toMatchObject({kind: 'file', file: {canDeploy: true, notes: [], folder: '/srv'}});
    expect(reading.kind === 'file' && reading.file.file).toMatchObject({
      services: {web: {environment: {PRICE: '$5'}}},
    });
    expect(reading.kind === 'file' && reading.file.text).toContain('PRICE: $$5');
  });

  it('is read by ourselves where docker is too old, with its own words and a version for docker', async () => {
    const reading = await read({exitCode: 1, stdout: '', stderr: 'unknown command: docker stack config'});
    expect(reading).toMatchObject({
      kind: 'file',
      file: {
        canDeploy: true,
        text: expect.stringContaining('image: "app:$TAG"'),
        file: {services: {web: {image: 'app:3'}}},
      },
    });
    expect(reading.kind === 'file' && reading.file.text).toMatch(/^version: "?3\.8"?$/m);
    const page = reading.kind === 'file' ? reading.file.contents.get('page') : undefined;
    expect(new TextDecoder().decode(page?.reveal())).toBe('a page');
  });

  it('can be compared without any docker, and not be deployed', async () => {
    expect(await read(null)).toMatchObject({kind: 'file', file: {canDeploy: false}});
  });

  it.each([
    [
      {exitCode: 1, stdout: '', stderr: 'services.web.image must be a string'},
      ['/srv/compose.yml'],
      /must be a string/,
    ],
    [null, ['/srv/compose.yml', '/srv/compose.yml'], /give one file/],
    [null, [], /say which file/],
    [null, ['/srv/nothing.yml'], /^there is no file \/srv\/nothing\.yml: look at the path/],
  ])('is refused with what is wrong', async (answer, paths, message) => {
    expect(await read(answer, paths)).toEqual({kind: 'fault', message: expect.stringMatching(message)});
  });
});
