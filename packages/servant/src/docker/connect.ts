import Docker from 'dockerode';

const DEFAULT_PORT = 2375;

/**
 * A client of the engine, or of the gate before it, that an address in the form of `DOCKER_HOST` names. Connects with the
 * first request.
 * @throws TypeError for an address that is none of `unix:///path`, `tcp://host:port`, `http://host:port`.
 */
export function connectEngine(address: string): Docker {
  const url = URL.parse(address);
  switch (url?.protocol) {
    case 'unix:':
      return new Docker({ socketPath: url.pathname });
    case 'tcp:':
    case 'http:':
      return new Docker({ protocol: 'http', host: url.hostname, port: Number(url.port || DEFAULT_PORT) });
    default:
      throw new TypeError(`DOCKER_HOST must be unix:///path or tcp://host:port, and is ${address}.`);
  }
}
