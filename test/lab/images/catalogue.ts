/** One image: the shared layer with its own configuration, in the words of an image's config. */
export interface ImageRecipe {
  readonly repository: string;
  readonly tag: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly port?: number;
  readonly healthcheck?: {readonly startPeriodSeconds?: number};
  readonly labels?: Readonly<Record<string, string>>;
}

const app = (tag: string, env: Readonly<Record<string, string>> = {}): ImageRecipe => ({
  repository: 'app',
  tag,
  entrypoint: ['/bin/app'],
  env: {VERSION: tag, ...env},
  port: 8080,
});

/** Every image of the lab's registry; behaviour is by environment, so that any test can make its own variant. */
export const catalogue: readonly ImageRecipe[] = [
  ...['1', '2', '3'].map(version => ({
    ...app(version),
    healthcheck: {},
    labels: {'org.opencontainers.image.version': version},
  })),
  app('nohc'),
  app('bad', {EXIT_AFTER: '0'}),
  app('crash', {EXIT_AFTER: '5', EXIT_CODE: '3'}),
  {...app('unhealthy', {HEALTHY: 'no', TERM_CODE: '143'}), healthcheck: {}},
  {...app('slow', {START_DELAY: '10'}), healthcheck: {startPeriodSeconds: 20}},
  {...app('stubborn', {IGNORE_TERM: '1'}), healthcheck: {}},
  {repository: 'app', tag: 'noexec', entrypoint: ['/bin/nosuchprogram']},
  {repository: 'spam', tag: '1', entrypoint: ['/bin/spam']},
  {repository: 'hostile', tag: '1', entrypoint: ['/bin/hostile']},
  {repository: 'burn', tag: '1', entrypoint: ['/bin/burn']},
  {repository: 'eat', tag: '1', entrypoint: ['/bin/eat']},
  {repository: 'pause', tag: '1', entrypoint: ['/bin/pause']},
  {repository: 'bb', tag: '1', command: ['/bin/sh']},
];
