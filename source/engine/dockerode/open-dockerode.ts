import type {Agent} from 'node:http';
import type Docker from 'dockerode';
import type {OnAnswer} from '../answer.ts';
import type {Endpoint} from '../endpoint.ts';
import type {OpenEngine} from '../engine.ts';
import {EngineError} from '../errors.ts';
import {translate} from '../translate.ts';
import {agreedApi, oldestApi} from './api-version.ts';
import {dockerodeEngine} from './dockerode-engine.ts';
import {ping} from './ping.ts';
import {transportAgent} from './transport-agent.ts';
import {createWire, type Wire} from './wire.ts';

/** For callers that set no limit of their own. */
const defaultLimitMs = 30_000;

/** Opens a Docker engine: pings it, agrees on an API version and keeps to it for as long as it is connected. */
export const openDockerode: OpenEngine = (
  endpoint,
  signal = AbortSignal.timeout(defaultLimitMs),
  onAnswer?: OnAnswer,
) => openThrough(endpoint, signal, 'ssh', onAnswer);

/** The same with another ssh program. */
export const openThrough = async (
  endpoint: Endpoint,
  signal: AbortSignal,
  sshProgram: string,
  onAnswer: OnAnswer = () => undefined,
) => {
  const wire = await connect(endpoint, sshProgram, onAnswer);
  try {
    const greeting = await ping(wire, endpoint, signal);
    const agreed = agreedApi(greeting.apiVersion);
    if (agreed === null) throw tooOld(endpoint, greeting.apiVersion);
    return dockerodeEngine(wire, endpoint, agreed, greeting);
  } catch (error) {
    wire.close();
    throw error;
  }
};

const connect = async (endpoint: Endpoint, sshProgram: string, onAnswer: OnAnswer): Promise<Wire> => {
  try {
    const agent = await transportAgent(endpoint.transport, sshProgram);
    // Costs 80 ms and more, and only the first connection needs it.
    const {default: Dockerode} = await import('dockerode');
    return createWire(createDocker(Dockerode, agent, endpoint), agent, endpoint, onAnswer);
  } catch (error) {
    throw translate(error, {operation: 'connect', endpoint});
  }
};

/**
 * The agent alone connects; the socket path only keeps dockerode from making connections of its own. dockerode reads
 * DOCKER_HOST and DOCKER_CERT_PATH even then and throws where they are wrong, so it must not see them: the endpoint
 * has been found already, perhaps against them (`--host`).
 */
const createDocker = (Dockerode: typeof Docker, agent: Agent, {transport}: Endpoint): Docker => {
  const host = transport.kind === 'tcp' ? {Host: `${transport.host}:${transport.port}`} : {};
  // `agent` is missing from the published types of the options.
  const options = {
    socketPath: '/engine',
    protocol: 'http',
    agent,
    headers: {'User-Agent': 'medianest', ...host},
  } as const;
  const hidden = process.env['DOCKER_HOST'];
  delete process.env['DOCKER_HOST'];
  try {
    return new Dockerode(options);
  } finally {
    if (hidden !== undefined) process.env['DOCKER_HOST'] = hidden;
  }
};

const tooOld = (endpoint: Endpoint, apiVersion: string): EngineError =>
  new EngineError('rejected', `The engine at ${endpoint.host} is too old (API ${apiVersion}).`, {
    operation: 'connect',
    target: endpoint.host,
    hint: `Engine 20.10 (API ${oldestApi}) or newer is needed; update it or connect to another manager.`,
  });
