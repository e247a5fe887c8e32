import {contextDigest} from '../../source/engine/discovery/context-store.ts';
import type {Access, Surroundings} from '../../source/engine/discovery/surroundings.ts';

/** A machine as discovery sees it: nothing on it but what is put there. */
export class FakeMachine implements Surroundings {
  readonly home = '/home/ann';
  readonly variables: Record<string, string> = {};
  readonly #files = new Map<string, string>();
  readonly #unreadable = new Set<string>();
  readonly #access = new Map<string, Access>();

  with(variables: Readonly<Record<string, string>>): this {
    Object.assign(this.variables, variables);
    return this;
  }

  withFile(path: string, text: string): this {
    this.#files.set(path, text);
    return this;
  }

  withUnreadable(path: string): this {
    this.#unreadable.add(path);
    return this;
  }

  withSocket(path: string, access: Access = 'usable'): this {
    this.#access.set(path, access);
    return this;
  }

  withConfig(config: object, folder = '/home/ann/.docker'): this {
    return this.withFile(`${folder}/config.json`, JSON.stringify(config));
  }

  withContext(
    name: string,
    host: string,
    more: {skipVerify?: boolean; tls?: Readonly<Record<string, string>>; description?: string} = {},
    folder = '/home/ann/.docker',
  ): this {
    const digest = contextDigest(name);
    for (const [file, text] of Object.entries(more.tls ?? {}))
      this.withFile(`${folder}/contexts/tls/${digest}/docker/${file}`, text);
    return this.withFile(
      `${folder}/contexts/meta/${digest}/meta.json`,
      JSON.stringify({
        Name: name,
        Metadata: {Description: more.description ?? ''},
        Endpoints: {docker: {Host: host, SkipTLSVerify: more.skipVerify ?? false}},
      }),
    );
  }

  readText(path: string): string | Error {
    if (this.#unreadable.has(path)) return Object.assign(new Error('permission denied'), {code: 'EACCES'});
    return this.#files.get(path) ?? Object.assign(new Error('no such file'), {code: 'ENOENT'});
  }

  listFolder(path: string): readonly string[] {
    const names = [...this.#files.keys(), ...this.#unreadable]
      .filter(file => file.startsWith(`${path}/`))
      .map(file => file.slice(path.length + 1).split('/')[0] ?? '');
    return [...new Set(names)];
  }

  accessOf(path: string): Access {
    return this.#access.get(path) ?? 'absent';
  }
}

export const aMachine = (): FakeMachine => new FakeMachine();
