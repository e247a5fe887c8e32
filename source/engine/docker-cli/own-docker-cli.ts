import {execa} from 'execa';
import type {DockerCli} from '../docker-cli.ts';
import type {Endpoint} from '../endpoint.ts';
import {EngineError} from '../errors.ts';

/** Where the program is named `docker`, as on every machine that has it. */
const program = 'docker';

/** The docker CLI for an endpoint. */
export const ownDockerCli = (endpoint: () => Endpoint): DockerCli => ({
  async run(args, {input = '', folder, signal} = {}) {
    const {context, host, transport, why} = endpoint();
    // TLS files are known to us by their contents alone; a context, or DOCKER_HOST, tells docker of them itself.
    const usesTls = transport.kind === 'tcp' && transport.tls !== null;
    const isByContext = context !== 'default' && why.includes('context');
    if (usesTls && !isByContext && why !== 'DOCKER_HOST') {
      throw fault(args, 'the docker CLI cannot be given the certificates of this connection');
    }
    const where = isByContext ? ['--context', context] : ['--host', host];
    const answer = await execa(program, [...(usesTls && !isByContext ? [] : where), ...args], {
      input,
      reject: false,
      stripFinalNewline: false,
      ...(folder === undefined ? {} : {cwd: folder}),
      ...(signal === undefined ? {} : {cancelSignal: signal}),
    });
    if (answer.code === 'ENOENT') return null;
    if (answer.exitCode === undefined) throw fault(args, answer.shortMessage ?? 'it could not be run');
    return {exitCode: answer.exitCode, stdout: answer.stdout, stderr: answer.stderr.trim()};
  },
});

const fault = (args: readonly string[], message: string): EngineError =>
  new EngineError('unexpected', `${message}.`, {
    operation: `docker ${args.slice(0, 2).join(' ')}`,
    target: 'the docker CLI',
    hint: 'Run it on a manager, or make a docker context for this engine and use that.',
  });
