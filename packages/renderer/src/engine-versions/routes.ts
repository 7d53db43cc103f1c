// Paths that LiteLLM 1.104 answers itself, collected from its application.

const words = (text: string) => text.trim().split(/\s+/);

/** With and without `/v1` in front. */
const versioned = words(`
  assistants audio/speech audio/transcriptions batches chat/completions completions containers embeddings files
  fine_tuning/jobs images/edits images/generations messages messages/count_tokens model/info models moderations ocr
  rag/ingest rag/query realtime rerank responses responses/compact responses/input_tokens search search/tools threads
  videos videos/characters videos/edits videos/extensions`);

const others = words(`
  / /cache/ping /config/update /credentials /cursor/chat/completions /cursor/models /global/spend /health
  /health/liveliness /health/liveness /health/readiness /key/delete /key/generate /key/info /key/list /key/update
  /login /mcp /metrics /model/delete /model/new /model/update /model_group/info /openapi.json /queue/chat/completions
  /redoc /router/settings /routes /settings /spend/logs /spend/tags /sso/callback /swagger /team/info /team/list
  /team/new /test /ui /user/info /user/list /user/new /utils/token_counter /v1/memory /v2/model/info /v2/rerank
  /vertex_ai/live`);

/** Paths of the engine without parameters that an operator could choose by mistake. */
export const engineRoutes: ReadonlySet<string> = new Set([
  ...others,
  ...versioned.flatMap((path) => [`/${path}`, `/v1/${path}`]),
]);
