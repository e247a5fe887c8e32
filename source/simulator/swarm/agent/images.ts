import type {HealthRules} from '../spec/health-rules.ts';

/** What an image makes its containers do, beside what their environment says. */
export interface ImageTraits {
  readonly env?: Readonly<Record<string, string>>;
  readonly health?: HealthRules;
  readonly missingProgram?: string;
  /** How it behaves, in the words of the label `sim.behaviour`. */
  readonly behaviour?: string;
}

const everySecond: HealthRules = {intervalMs: 1_000, retries: 3, startPeriodMs: 0};

const app = (tag: string, env: Readonly<Record<string, string>>, health?: HealthRules): ImageTraits => ({
  env: {VERSION: tag, ...env},
  ...(health && {health}),
});

/** The images of the project's lab under the same names, so that a journey may run on either. */
const appTags: Readonly<Record<string, ImageTraits>> = {
  '1': app('1', {}, everySecond),
  '2': app('2', {}, everySecond),
  '3': app('3', {}, everySecond),
  nohc: app('nohc', {}),
  bad: app('bad', {EXIT_AFTER: '0'}),
  crash: app('crash', {EXIT_AFTER: '5', EXIT_CODE: '3'}),
  unhealthy: app('unhealthy', {HEALTHY: 'no', TERM_CODE: '143'}, everySecond),
  slow: app('slow', {START_DELAY: '10'}, {...everySecond, startPeriodMs: 20_000}),
  stubborn: app('stubborn', {IGNORE_TERM: '1'}, everySecond),
  noexec: {missingProgram: '/bin/nosuchprogram'},
};

/** Repositories of which only some tags exist. */
const repositories: Readonly<Record<string, Readonly<Record<string, ImageTraits>>>> = {
  app: appTags,
  spam: {'1': {behaviour: 'spam'}},
  hostile: {'1': {behaviour: 'quiet'}},
  burn: {'1': {behaviour: 'burn:1'}},
  eat: {'1': {behaviour: 'eat'}},
  pause: {'1': {behaviour: 'quiet'}},
  bb: {'1': {behaviour: 'quiet'}},
  agent: {'1': {behaviour: 'quiet'}},
};

/** `medianest/<word>:<any tag>`: stories of the demo are told with these. */
const demoWords: Readonly<Record<string, ImageTraits>> = {
  exiting: {behaviour: 'exit:5s:1'},
  unhealthy: {behaviour: 'unhealthy:20s', health: everySecond},
  slow: {behaviour: 'slow:10s', health: {...everySecond, startPeriodMs: 20_000}},
  oom: {behaviour: 'oom:8s'},
  burning: {behaviour: 'burn:1'},
  leaking: {behaviour: 'leak:4'},
  chatty: {behaviour: 'logs:20'},
  noprogram: {missingProgram: '/bin/nosuchprogram'},
};

/** Null where no registry has such an image. */
export const imageTraits = (reference: string): ImageTraits | null => {
  const [name = ''] = reference.split('@');
  const slash = name.lastIndexOf('/');
  const [repository = '', tag = 'latest'] = name.slice(slash + 1).split(':');
  if (tag === 'nope' || tag === 'missing' || repository === 'missing') return null;
  if (name.slice(0, slash).endsWith('medianest')) {
    const word = demoWords[repository];
    if (word !== undefined) return word;
  }
  const tags = repositories[repository];
  return tags === undefined ? {} : (tags[tag] ?? null);
};

export const imageHealth = (reference: string): HealthRules | null => imageTraits(reference)?.health ?? null;
