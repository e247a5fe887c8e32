import {createHash} from 'node:crypto';
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

const schema2 = 'application/vnd.docker.distribution.manifest.v2+json';

/** A blob of a registry's store: content addressed by its SHA-256. */
export interface Blob {
  readonly digest: string;
  readonly size: number;
}

export function digestOf(content: Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/**
 * Writes into the file system layout that docker-registry reads (`docker/registry/v2`): images need no engine to be
 * built or pushed, and are there before the first node is up.
 */
export function createRegistryStore(root: string) {
  const base = join(root, 'docker', 'registry', 'v2');
  const write = (path: string, content: Uint8Array | string) => {
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, content);
  };
  const link = (repository: string, folder: string, digest: string) =>
    write(join(base, 'repositories', repository, folder, 'link'), digest);
  const hex = (digest: string) => digest.slice('sha256:'.length);

  const putBlob = (content: Uint8Array): Blob => {
    const digest = digestOf(content);
    write(join(base, 'blobs', 'sha256', hex(digest).slice(0, 2), hex(digest), 'data'), content);
    return {digest, size: content.byteLength};
  };

  return {
    putBlob,
    putImage(repository: string, tag: string, config: object, layer: Blob): void {
      const stored = putBlob(Buffer.from(JSON.stringify(config)));
      const manifest = putBlob(
        Buffer.from(
          JSON.stringify({
            schemaVersion: 2,
            mediaType: schema2,
            config: {mediaType: 'application/vnd.docker.container.image.v1+json', ...stored},
            layers: [{mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip', ...layer}],
          }),
        ),
      );
      for (const blob of [stored, layer]) {
        link(repository, join('_layers', 'sha256', hex(blob.digest)), blob.digest);
      }
      const id = join('sha256', hex(manifest.digest));
      link(repository, join('_manifests', 'revisions', id), manifest.digest);
      link(repository, join('_manifests', 'tags', tag, 'current'), manifest.digest);
      link(repository, join('_manifests', 'tags', tag, 'index', id), manifest.digest);
    },
  };
}
