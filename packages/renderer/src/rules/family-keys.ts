/**
 * Whether a parameter bears the name of a cloud but is none that the engine reads for it: such a key reaches no provider,
 * and what it was meant to set keeps its default. Names collected from the source of LiteLLM 1.104.
 */
export function isFamilyStranger(key: string): boolean {
  return families.test(key) && !familyKeys.has(key);
}

const families = /^(aws|azure|vertex|watsonx|oci|sagemaker|gcs|milvus|valkey)_/;

const familyKeys: ReadonlySet<string> = new Set(
  `aws_access_key aws_access_key_id aws_batch_role_arn aws_bedrock_client aws_bedrock_project_id
  aws_bedrock_runtime_endpoint aws_external_id aws_iam_auth aws_iam_cache_name aws_iam_region aws_iam_serverless
  aws_iam_user_name aws_profile_name aws_region_name aws_role_name aws_sagemaker_allow_zero_temp
  aws_secret_access_key aws_secret_key aws_service_name aws_session_name aws_session_tags aws_session_token
  aws_sts_endpoint aws_web_identity_token aws_workspace_id azure_ad_token azure_ad_token_provider
  azure_authority_host azure_certificate_password azure_certificate_path azure_client_id azure_client_secret
  azure_credential azure_credentials azure_default_credential azure_deployment azure_federated_token_file
  azure_model_router_flat_cost azure_password azure_scope azure_search_service_name azure_search_vector_field
  azure_spillover azure_tenant_id azure_username gcs_bucket_name gcs_path gcs_path_service_account milvus_api_base milvus_db_name
  milvus_partition_names milvus_text_field oci_api_version oci_compartment_id oci_endpoint_id oci_fingerprint
  oci_base_url oci_key oci_key_content oci_key_file oci_key_passphrase oci_region oci_serving_mode oci_signer oci_tenancy oci_user
  sagemaker_allow_zero_temp sagemaker_base_url valkey_embedding_field valkey_host valkey_password
  valkey_port valkey_ssl valkey_text_field valkey_url vertex_ai_batch vertex_ai_credentials vertex_ai_location vertex_ai_project
  vertex_collection_id vertex_count_tokens_location vertex_credentials vertex_engine_id vertex_instance
  vertex_location vertex_project vertex_rag_store vertex_voice_dict watsonx_credentials watsonx_iam_url watsonx_project
  watsonx_region watsonx_region_name watsonx_token watsonx_zen_api_key`.split(/\s+/),
);
