import { serveDemoProvider } from './serve.ts';

/** The demo provider as a program: `main.ts PORT [HOST]`. */
const [port = '0', host] = process.argv.slice(2);
const running = await serveDemoProvider(Number(port), {}, host);
process.stdout.write(`demo provider on ${running.baseUrl}\n`);
process.on('SIGTERM', () => void running.stop().then(() => process.exit(0)));
