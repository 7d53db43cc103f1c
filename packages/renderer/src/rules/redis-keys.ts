/** What redis-py's client takes beside the table of `cache_params` (redis-py 5 to 7); it refuses every other key. */
export const redisKeys: ReadonlySet<string> = new Set(
  `aws_iam_auth aws_iam_cache_name aws_iam_region aws_iam_serverless aws_iam_user_name azure_client_id
  azure_client_secret azure_redis_ad_token azure_tenant_id cache cache_config client_name connection_pool
  credential_provider decode_responses encoding encoding_errors event_dispatcher health_check_interval lib_name
  lib_version protocol redis_connect_func retry retry_on_error retry_on_timeout single_connection_client
  socket_connect_timeout socket_keepalive socket_keepalive_options socket_read_size ssl_ca_data ssl_ca_path
  ssl_ciphers ssl_exclude_verify_flags ssl_include_verify_flags ssl_min_version ssl_ocsp_context
  ssl_ocsp_expected_cert ssl_password ssl_validate_ocsp ssl_validate_ocsp_stapled unix_socket_path
  cluster_error_retry_attempts dynamic_startup_nodes load_balancing_strategy read_from_replicas reinitialize_steps
  require_full_coverage startup_nodes redis_url s3_config`.split(/\s+/),
);
