import { serveDemoProvider } from './serve.ts';

/** The demo provider as a program: `main.ts PORT`. */
const port = Number(process.argv[2] ?? 0);
const running = await serveDemoProvider(port);
process.stdout.write(`demo provider on ${running.baseUrl}\n`);
process.on('SIGTERM', () => void running.stop().then(() => process.exit(0)));
