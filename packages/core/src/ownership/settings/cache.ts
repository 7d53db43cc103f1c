import { any, boolean, choice, choices, define, integer, list, map, number, secret, text } from '../key-spec.ts';
import type { KeyDrafts } from '../key-spec.ts';

export const cacheTypes = [
  'local',
  'redis',
  'redis-semantic',
  'valkey-semantic',
  's3',
  'disk',
  'qdrant-semantic',
  'azure-blob',
  'gcs',
] as const;

const cacheCallTypes = [
  'completion',
  'acompletion',
  'embedding',
  'aembedding',
  'atranscription',
  'transcription',
  'atext_completion',
  'text_completion',
  'arerank',
  'rerank',
  'responses',
  'aresponses',
] as const;

const general: KeyDrafts = {
  type: choice(cacheTypes, 'Where answers are kept.', { default: 'redis', strict: true }),
  mode: choice(['default_on', 'default_off'], 'Whether requests are cached unless they say otherwise.', {
    default: 'default_on',
  }),
  ttl: number('How long an answer is kept.', { unit: 's', min: 0, strict: true }),
  namespace: text('Prefix of all cache keys.'),
  supported_call_types: choices(
    cacheCallTypes,
    'Calls that are cached; an empty list keeps the connection for rate limits only.',
  ),
  default_in_memory_ttl: number('How long answers stay in memory.', { unit: 's', min: 0 }),
  default_in_redis_ttl: number('How long answers stay in Redis.', { unit: 's', min: 0 }),
};

const redis: KeyDrafts = {
  host: text('Redis host.'),
  port: integer('Redis port.', { min: 1, max: 65535 }),
  password: secret('Redis password.'),
  username: text('Redis user.'),
  db: integer('Redis database number.', { min: 0 }),
  url: secret('Redis as one address.'),
  ssl: boolean('TLS to Redis; written only when on.', { default: false }),
  ssl_cert_reqs: text('How certificates are checked.', { also: ['boolean'] }),
  ssl_check_hostname: boolean('The certificate must name the host.'),
  ssl_ca_certs: text('Path of the CA file.'),
  ssl_certfile: text('Path of the client certificate.'),
  ssl_keyfile: text('Path of the client key.'),
  socket_timeout: number('Longest wait for Redis.', { unit: 's', default: 5, min: 0 }),
  max_connections: integer('Most connections.', { min: 1 }),
  redis_startup_nodes: list(
    map({ host: text('Host.', { required: true }), port: integer('Port.', { required: true }) }, 'One node.', {
      open: true,
    }),
    'Nodes of a Redis cluster.',
    { also: ['text'] },
  ),
  service_name: text('Sentinel service.'),
  sentinel_nodes: list(any('Pair of host and port.'), 'Sentinels.', { also: ['text'] }),
  sentinel_password: secret('Password of the sentinels.'),
  redis_flush_size: integer('Writes per batch.', { default: 100, min: 1 }),
  gcp_service_account: text('Service account for Memorystore.'),
  gcp_ssl_ca_certs: text('CA file of Memorystore.'),
};

const semantic: KeyDrafts = {
  similarity_threshold: number('Likeness from which an answer counts as the same.', { min: 0, max: 1, strict: true }),
  redis_semantic_cache_embedding_model: text('Embedding model.', { default: 'text-embedding-ada-002' }),
  redis_semantic_cache_index_name: text('Name of the index.'),
  valkey_semantic_cache_embedding_model: text('Embedding model.'),
  valkey_semantic_cache_index_name: text('Name of the index.'),
  semantic_cache_embedding_max_input_tokens: integer('Longest text that is embedded; longer ones are cut.', { min: 1 }),
  semantic_cache_scope: choice(['key', 'end_user'], 'Who shares answers: all callers of a key, or only one end user.', {
    default: 'key',
    strict: true,
  }),
  semantic_cache_embedding_timeout: number('Longest wait for the embedding.', { unit: 's', default: 5, min: 0 }),
  qdrant_api_base: text('Qdrant address.'),
  qdrant_api_key: secret('Qdrant key.'),
  qdrant_collection_name: text('Qdrant collection.'),
  qdrant_quantization_config: choice(['binary', 'product', 'scalar'], 'How vectors are packed.', { strict: true }),
  qdrant_semantic_cache_embedding_model: text('Embedding model.'),
  qdrant_semantic_cache_vector_size: integer('Length of a vector.', { default: 1536, min: 1 }),
};

const objectStores: KeyDrafts = {
  s3_bucket_name: text('Bucket.'),
  s3_region_name: text('Region.'),
  s3_api_version: text('API version.'),
  s3_use_ssl: boolean('TLS to the store.', { default: true }),
  s3_verify: boolean('Check certificates; or the path of a CA file.', { also: ['text'] }),
  s3_endpoint_url: text('Address of the store.'),
  s3_aws_access_key_id: secret('Access key.'),
  s3_aws_secret_access_key: secret('Secret key.'),
  s3_aws_session_token: secret('Session token.'),
  s3_path: text('Folder in the bucket.'),
  gcs_bucket_name: text('Bucket.'),
  gcs_path_service_account: text('Path of the service account file.'),
  gcs_path: text('Folder in the bucket.'),
  azure_account_url: text('Address of the storage account.'),
  azure_blob_container: text('Container.'),
  disk_cache_dir: text('Folder on disk.'),
};

export const cacheKeys = define('cache', 'litellm_settings', {
  cache: boolean('Answers are cached.', { default: false }),
  cache_params: map({ ...general, ...redis, ...semantic, ...objectStores }, 'Where and how answers are cached.', {
    default: {},
    strict: true,
  }),
  enable_redis_auth_cache: boolean('Keys are cached in Redis.', { default: false }),
  enable_caching_on_provider_specific_optional_params: boolean(
    'Parameters of single providers are part of the cache key.',
    { default: false },
  ),
  caching: boolean('Cache in the SDK (older form).', { deprecated: 'Use cache.' }),
  caching_with_models: boolean('Cache in the SDK (older form).', { deprecated: 'Use cache.' }),
  default_in_memory_ttl: number('How long answers stay in memory.', { unit: 's', min: 0 }),
  default_redis_ttl: number('How long answers stay in Redis.', { unit: 's', min: 0 }),
  default_redis_batch_cache_expiry: number('How long batched entries stay in Redis.', { unit: 's', min: 0 }),
});
