import { Hono } from 'hono';

/** A SearXNG as far as search clients use it: `GET /search?q=…&format=json`, with one result that names the query. */
export function searchRoutes(): Hono {
  const app = new Hono();
  app.on(['GET', 'POST'], '/', (c) => {
    const query = c.req.query('q') ?? '';
    const result = { title: `About ${query}`, url: 'http://demo.invalid/1', content: `All there is on ${query}.` };
    return c.json({ query, number_of_results: 1, results: [result], answers: [], suggestions: [] });
  });
  return app;
}
