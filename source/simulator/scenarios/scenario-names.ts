/** Every scenario of the demo by name, with the story that it tells. */
export const scenarioSummaries = {
  homelab: 'a platform that looks healthy, loses a deploy, a node and a database, and gets most of it back',
  'bad-deploy': 'a new version never gets healthy, and the rollout is rolled back',
  'dying-node': 'a node fails, comes back, fails again, and stays away',
  'full-cluster': 'more is wanted than the nodes have room for',
  'quorum-at-risk': 'one manager of three is lost, then another one falters',
  flapping: 'services that start, fail and start again, each for a reason of its own',
} as const;

export type ScenarioName = keyof typeof scenarioSummaries;

export const isScenarioName = (text: string): text is ScenarioName => Object.hasOwn(scenarioSummaries, text);

export const scenarioNames: readonly ScenarioName[] = Object.keys(scenarioSummaries).filter(isScenarioName);
