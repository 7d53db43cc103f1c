// Names that LiteLLM 1.104 knows, collected from its source.

/** Prefixes of `model` and values of `custom_llm_provider`. */
export const providers: ReadonlySet<string> = new Set(
  `a2a a2a_agent abliteration adaptive_router ai21 ai21_chat aihubmix aiml aiohttp_openai amazon_nova anthropic
    anthropic_text apertis assemblyai auto_router aws_polly aws_textract azure azure_ai azure_speech azure_text
    baseten bedrock bedrock_converse bedrock_mantle black_forest_labs bytez cerebras charity_engine chatgpt chutes
    clarifai cloudflare codestral cognition cohere cohere_chat cometapi compactifai complexity_router converse
    crusoe cursor custom custom_openai darkbloom dashscope databricks datarobot deepgram deepinfra deepseek
    docker_model_runner dotprompt edenai elevenlabs empiriolabs empower fal_ai featherless_ai fireworks_ai
    friendliai galadriel gdc gemini gigachat github github_copilot gmi gradient_ai groq helicone heroku
    hosted_vllm huggingface humanloop hyperbolic inception infinity jina_ai lambda_ai langflow langfuse langgraph
    lemonade libertai litellm_agent litellm_proxy llamafile llamagate lm_studio manus maritalk meta meta_llama
    milvus minimax mistral modelscope mongodb moonshot morph nadir nano-gpt nebius neosantara nlp_cloud novita
    nscale nvidia_nim nvidia_riva oci ollama ollama_chat oobabooga openai openai_compatible openai_like openrouter
    ovhcloud palm parasail perplexity petals pg_vector pinstripes poe predibase publicai quality_router
    qwen_ai_platform qwencloud ragflow recraft reducto replicate responses runwayml s3_vectors sagemaker
    sagemaker_chat sagemaker_nova sambanova sap sarvam scaleway scx-ai snowflake soniox stability synthetic
    tencent tensormesh text-completion-codestral text-completion-inception text-completion-openai together_ai
    topaz transcribe triton v0 valkey veniceai vercel_ai_gateway vertex_ai vertex_ai_beta vllm volcengine voyage
    wandb watsonx watsonx_text xai xiaomi_mimo xinference zai`.split(/\s+/),
);

/** Providers whose vector stores the engine can search. */
export const vectorStoreProviders: ReadonlySet<string> = new Set(
  `azure azure_ai bedrock gemini milvus openai pg_vector ragflow s3_vectors valkey vertex_ai vertex_ai/search_api`.split(
    ' ',
  ),
);

/** Loggers and hooks that can be named without Python. */
export const callbackNames: ReadonlySet<string> = new Set(
  `agentops anthropic_cache_control_hook aporia_prompt_injection argilla arize arize_phoenix athina aws_sqs
    azure_content_safety azure_sentinel azure_storage banned_keywords batch_redis_requests bitbucket
    blocked_user_check braintrust cloudzero compression_interception custom_callback_api datadog
    datadog_llm_observability datadog_metrics deepeval detect_prompt_injection dotprompt dynamic_rate_limiter
    dynamic_rate_limiter_v3 dynamodb email focus galileo gcs_bucket gcs_pubsub generic_api gitlab
    google_text_moderation greenscale helicone hide_secrets humanloop lago lakera_prompt_injection langfuse
    langfuse_otel langsmith langtrace levo lite_debugger litellm_agent literalai llamaguard_moderations
    llmguard_moderations logfire lunary mavvrik max_parallel_request_limiter mlflow newrelic openai_moderations
    openmeter opik otel pagerduty pointfive posthog presidio prometheus prometheus_system promptlayer resend_email
    responses_id_security s3 s3_v2 sendgrid_email sentry slack smtp_email supabase traceloop vantage
    vector_store_pre_call_hook wandb weave_otel websearch_interception code_interpreter_interception datadog_cost_management datadog_metrics`.split(
    /\s+/,
  ),
);

/** Callbacks that log answers only: in `callbacks`, which is for hooks as well, the engine refuses them. */
export const successCallbackNames: ReadonlySet<string> = new Set(
  `athina custom_callback_api dynamodb email greenscale helicone lite_debugger lunary promptlayer s3 sentry slack
    supabase traceloop wandb`.split(/\s+/),
);

/** Values of `guardrail` that need no Python. */
export const guardrailNames: ReadonlySet<string> = new Set(
  `agent_365 aim akto alice aporia azure/prompt_shield azure/text_moderations bedrock block_code_execution
    cato_networks cisco_ai_defense compresr conduct crowdstrike_aidr custom_code deepkeep dynamoai enkryptai
    generic_guardrail_api grayswan guardrails_ai headroom hiddenlayer hide-secrets ibm_guardrails javelin lakera
    lakera_v2 lasso litellm_content_filter llm_as_a_judge mcp_end_user_permission mcp_jwt_signer mcp_security
    microsoft_purview model_armor noma noma_v2 onyx openai_moderation ovalix pangea panw_prisma_airs pillar
    presidio prompt_security promptguard qostodian_nexus qualifire repelloai rubrik semantic_guard singulr
    straiker tool_permission typesafe vigil_guard xecguard zscaler_ai_guard`.split(/\s+/),
);

/** Functions and modules of LiteLLM: a setting of that name overwrites them. */
export const moduleNames: ReadonlySet<string> = new Set(
  `Router aadapter_completion aadapter_generate_content acompletion acompletion_with_retries acount_tokens
    adapter_completion admission_input_tokens admitted_prompt_token_counter aembedding ahealth_check
    aimage_generation amoderation arerank aresponses aresponses_with_retries aspeech atext_completion
    atranscription callbacks_manager completion completion_cost completion_with_retries config_completion
    cost_calculator cost_per_token decode embedding encode exceptions get_llm_provider get_max_tokens
    get_model_info image_generation main mock_completion model_cost moderation print_verbose proxy register_model
    rerank responses_api_bridge_check responses_with_retries router speech stream_chunk_builder
    stream_chunk_builder_text_completion supports_function_calling supports_vision text_completion token_counter
    transcription types utils validate_environment`.split(/\s+/),
);

/** Prometheus metrics that can be configured. */
export const metricNames: ReadonlySet<string> = new Set(
  `litellm_llm_api_latency_metric litellm_llm_api_time_to_first_token_metric litellm_request_total_latency_metric
    litellm_overhead_latency_metric litellm_overhead_with_guardrails_latency_metric
    litellm_remaining_requests_metric litellm_remaining_tokens_metric litellm_proxy_total_requests_metric
    litellm_proxy_failed_requests_metric litellm_deployment_latency_per_output_token litellm_requests_metric
    litellm_spend_metric litellm_total_tokens_metric litellm_input_tokens_metric litellm_output_tokens_metric
    litellm_input_cached_tokens_metric litellm_input_cache_creation_tokens_metric
    litellm_input_audio_tokens_metric litellm_output_reasoning_tokens_metric litellm_output_audio_tokens_metric
    litellm_video_duration_seconds_metric litellm_images_generated_metric litellm_deployment_successful_fallbacks
    litellm_deployment_failed_fallbacks litellm_remaining_team_budget_metric litellm_team_max_budget_metric
    litellm_team_budget_remaining_hours_metric litellm_team_members_metric litellm_remaining_org_budget_metric
    litellm_org_max_budget_metric litellm_org_budget_remaining_hours_metric
    litellm_remaining_api_key_budget_metric litellm_api_key_max_budget_metric
    litellm_api_key_budget_remaining_hours_metric litellm_remaining_user_budget_metric
    litellm_user_max_budget_metric litellm_user_budget_remaining_hours_metric
    litellm_remaining_customer_budget_metric litellm_customer_max_budget_metric
    litellm_customer_budget_remaining_hours_metric litellm_deployment_state litellm_deployment_failure_responses
    litellm_deployment_total_requests litellm_deployment_success_responses litellm_deployment_cooled_down
    litellm_pod_lock_manager_size litellm_in_memory_daily_spend_update_queue_size
    litellm_redis_daily_spend_update_queue_size litellm_in_memory_spend_update_queue_size
    litellm_redis_spend_update_queue_size litellm_request_queue_time_seconds litellm_guardrail_latency_seconds
    litellm_guardrail_errors_total litellm_guardrail_requests_total litellm_zero_cost_requests_total
    litellm_spend_capture_rate litellm_cache_hits_metric litellm_cache_misses_metric litellm_cached_tokens_metric
    litellm_provider_cache_read_input_tokens_metric litellm_provider_cache_creation_input_tokens_metric
    litellm_deployment_tpm_limit litellm_deployment_rpm_limit litellm_remaining_api_key_requests_for_model
    litellm_remaining_api_key_tokens_for_model litellm_api_key_rate_limit_allowed_metric
    litellm_api_key_rate_limit_used_metric litellm_team_rate_limit_allowed_metric
    litellm_team_rate_limit_used_metric litellm_llm_api_failed_requests_metric
    litellm_callback_logging_failures_metric litellm_in_flight_requests litellm_managed_batch_created_total
    litellm_managed_file_size_bytes litellm_managed_batch_duration_seconds litellm_managed_file_created_total
    litellm_managed_file_deleted_total litellm_check_batch_cost_jobs_polled
    litellm_check_batch_cost_jobs_processed_total litellm_check_batch_cost_errors_total
    litellm_check_batch_cost_last_run_timestamp litellm_mcp_tool_calls_total litellm_mcp_tool_call_spend_metric`.split(
    /\s+/,
  ),
);
