import type {CommandName} from './catalogue/catalogue.ts';
import type {RunCommand} from './command.ts';

/** Loads a command when it is run, for none must pay for the others. A command without a loader does not compile. */
export function loadCommand(name: CommandName): Promise<RunCommand> {
  return loaders[name]();
}

const loaders: Readonly<Record<CommandName, () => Promise<RunCommand>>> = {
  status: async () => (await import('./status.ts')).runStatus,
  check: async () => (await import('./check.ts')).runCheck,
  nodes: async () => (await import('./lists/nodes.ts')).runNodes,
  services: async () => (await import('./lists/services.ts')).runServices,
  tasks: async () => (await import('./lists/tasks.ts')).runTasks,
  stacks: async () => (await import('./lists/stacks.ts')).runStacks,
  containers: async () => (await import('./lists/containers.ts')).runContainers,
  networks: async () => (await import('./lists/networks.ts')).runNetworks,
  volumes: async () => (await import('./lists/volumes.ts')).runVolumes,
  secrets: async () => (await import('./lists/secrets.ts')).runSecrets,
  configs: async () => (await import('./lists/configs.ts')).runConfigs,
  describe: async () => (await import('./describe/describe.ts')).runDescribe,
  why: async () => (await import('./why/why.ts')).runWhy,
  scale: async () => (await import('./act/run-action.ts')).runAction,
  restart: async () => (await import('./act/run-action.ts')).runAction,
  update: async () => (await import('./act/run-action.ts')).runAction,
  rollback: async () => (await import('./act/run-action.ts')).runAction,
  rm: async () => (await import('./act/run-action.ts')).runAction,
  drain: async () => (await import('./act/run-action.ts')).runAction,
  pause: async () => (await import('./act/run-action.ts')).runAction,
  activate: async () => (await import('./act/run-action.ts')).runAction,
  'node-label': async () => (await import('./act/run-action.ts')).runAction,
  promote: async () => (await import('./act/run-action.ts')).runAction,
  demote: async () => (await import('./act/run-action.ts')).runAction,
  'node-rm': async () => (await import('./act/run-action.ts')).runAction,
  'secret-create': async () => (await import('./act/run-action.ts')).runAction,
  'secret-rotate': async () => (await import('./act/run-action.ts')).runAction,
  'secret-rm': async () => (await import('./act/run-action.ts')).runAction,
  'config-create': async () => (await import('./act/run-action.ts')).runAction,
  'config-rotate': async () => (await import('./act/run-action.ts')).runAction,
  'config-rm': async () => (await import('./act/run-action.ts')).runAction,
  'network-create': async () => (await import('./act/run-action.ts')).runAction,
  'network-rm': async () => (await import('./act/run-action.ts')).runAction,
  'volume-create': async () => (await import('./act/run-action.ts')).runAction,
  'volume-rm': async () => (await import('./act/run-action.ts')).runAction,
  plan: async () => (await import('./act/run-action.ts')).runAction,
  undo: async () => (await import('./act/run-action.ts')).runAction,
  journal: async () => (await import('./act/journal.ts')).runJournal,
  contexts: async () => (await import('./lists/contexts.ts')).runContexts,
  doctor: async () => (await import('./doctor/doctor.ts')).runDoctor,
  demo: async () => (await import('./demo/demo.ts')).runDemo,
  completion: async () => (await import('./completion/completion.ts')).runCompletion,
  help: async () => (await import('./help.ts')).runHelp,
};
