import {readFileSync} from 'node:fs';

/** Answers of one engine, trimmed; join tokens were removed. */
export interface Recorded {
  readonly info: unknown;
  readonly nodes: readonly unknown[];
  readonly services: readonly unknown[];
  readonly tasks: readonly unknown[];
  readonly networks: readonly unknown[];
  readonly secrets: readonly unknown[];
  readonly configs: readonly unknown[];
  readonly volumes: {readonly Volumes: readonly unknown[]};
  readonly containers: readonly unknown[];
  readonly swarm: unknown;
}

export const engineVersions = ['20.10', '28.5'] as const;

export const recorded = (version: (typeof engineVersions)[number]): Recorded =>
  JSON.parse(readFileSync(new URL(`engine-${version}.json`, import.meta.url), 'utf8')) as Recorded;
