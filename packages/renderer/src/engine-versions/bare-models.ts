// Models that LiteLLM 1.104 finds without a prefix, collected from its catalog: those of the well-known families.

export const bareModels: ReadonlySet<string> = new Set(
  `chatgpt-image-latest claude-fable-5 claude-fable-5-1 claude-haiku-4-5 claude-haiku-4-5-20251001
    claude-mythos-5 claude-mythos-5-1 claude-mythos-preview claude-opus-4-5 claude-opus-4-5-20251101
    claude-opus-4-6 claude-opus-4-6-20260205 claude-opus-4-7 claude-opus-4-7-20260416 claude-opus-4-8
    claude-opus-5 claude-opus-5-5 claude-sonnet-4-5 claude-sonnet-4-5-20250929 claude-sonnet-4-5-20250929-v1:0
    claude-sonnet-4-6 claude-sonnet-5 command-a-03-2025 command-a-plus-05-2026 command-nightly command-r-08-2024
    command-r-plus-08-2024 command-r7b-12-2024 computer-use-preview dall-e-2 dall-e-3 embed-english-light-v2.0
    embed-english-light-v3.0 embed-english-v2.0 embed-english-v3.0 embed-multilingual-light-v3.0
    embed-multilingual-v2.0 embed-multilingual-v3.0 embed-v4.0 gemini-2.5-computer-use-preview-10-2025
    gemini-2.5-flash gemini-2.5-flash-image gemini-2.5-flash-lite gemini-2.5-flash-lite-preview-09-2025
    gemini-2.5-flash-preview-09-2025 gemini-2.5-pro gemini-2.5-pro-preview-tts gemini-3-flash-preview
    gemini-3-pro-image gemini-3-pro-image-preview gemini-3.1-flash-image gemini-3.1-flash-image-preview
    gemini-3.1-flash-lite gemini-3.1-flash-lite-image gemini-3.1-flash-lite-preview gemini-3.1-pro-preview
    gemini-3.1-pro-preview-customtools gemini-3.5-flash gemini-3.5-flash-lite gemini-3.6-flash gemini-3.7-flash
    gemini-3.8-flash gemini-3.8-flash-cyber gemini-embedding-001 gemini-embedding-2 gemini-embedding-2-preview
    gemini-flash-experimental gemini-live-2.5-flash-native-audio
    gemini-live-2.5-flash-preview-native-audio-09-2025 gemini-omni-flash-preview gemini-robotics-er-1.5-preview
    gpt-3.5-turbo gpt-3.5-turbo-0125 gpt-3.5-turbo-1106 gpt-3.5-turbo-16k gpt-3.5-turbo-instruct
    gpt-3.5-turbo-instruct-0914 gpt-4 gpt-4-0613 gpt-4-1106-preview gpt-4-turbo gpt-4-turbo-2024-04-09 gpt-4.1
    gpt-4.1-2025-04-14 gpt-4.1-mini gpt-4.1-mini-2025-04-14 gpt-4.1-nano gpt-4.1-nano-2025-04-14 gpt-4o
    gpt-4o-2024-05-13 gpt-4o-2024-08-06 gpt-4o-2024-11-20 gpt-4o-audio-preview-2024-12-17
    gpt-4o-audio-preview-2025-06-03 gpt-4o-mini gpt-4o-mini-2024-07-18 gpt-4o-mini-audio-preview-2024-12-17
    gpt-4o-mini-realtime-preview-2024-12-17 gpt-4o-mini-search-preview gpt-4o-mini-transcribe
    gpt-4o-mini-transcribe-2025-03-20 gpt-4o-mini-transcribe-2025-12-15 gpt-4o-mini-tts
    gpt-4o-mini-tts-2025-12-15 gpt-4o-search-preview gpt-4o-transcribe gpt-4o-transcribe-diarize gpt-5
    gpt-5-2025-08-07 gpt-5-chat gpt-5-chat-latest gpt-5-codex gpt-5-mini gpt-5-mini-2025-08-07 gpt-5-nano
    gpt-5-nano-2025-08-07 gpt-5-pro gpt-5-pro-2025-10-06 gpt-5-search-api gpt-5-search-api-2025-10-14 gpt-5.1
    gpt-5.1-2025-11-13 gpt-5.1-chat-latest gpt-5.1-codex gpt-5.1-codex-max gpt-5.1-codex-mini gpt-5.2
    gpt-5.2-2025-12-11 gpt-5.2-chat-latest gpt-5.2-codex gpt-5.2-pro gpt-5.2-pro-2025-12-11 gpt-5.3-chat-latest
    gpt-5.3-codex gpt-5.4 gpt-5.4-2026-03-05 gpt-5.4-mini gpt-5.4-mini-2026-03-17 gpt-5.4-nano
    gpt-5.4-nano-2026-03-17 gpt-5.4-pro gpt-5.4-pro-2026-03-05 gpt-5.5 gpt-5.5-2026-04-23 gpt-5.5-cyber
    gpt-5.5-pro gpt-5.5-pro-2026-04-23 gpt-5.6 gpt-5.6-cyber gpt-5.6-luna gpt-5.6-sol gpt-5.6-terra gpt-6-astra
    gpt-6-luna gpt-6-sol gpt-audio gpt-audio-1.5 gpt-audio-2025-08-28 gpt-audio-mini gpt-audio-mini-2025-12-15
    gpt-daybreak-blue-latest gpt-daybreak-red-latest gpt-image-1 gpt-image-1-mini gpt-image-1.5
    gpt-image-1.5-2025-12-16 gpt-image-2 gpt-image-2-2026-04-21 gpt-image-2.5-flare
    gpt-image-2.5-flare-2026-09-08 gpt-image-2.5-sunburst gpt-image-2.5-sunburst-2026-09-08 gpt-live-1
    gpt-live-transcribe gpt-realtime gpt-realtime-1.5 gpt-realtime-2 gpt-realtime-2.1 gpt-realtime-2.1-mini
    gpt-realtime-2025-08-28 gpt-realtime-mini gpt-realtime-mini-2025-12-15 gpt-realtime-translate
    gpt-realtime-whisper gpt-rosalind-research gpt-transcribe o1 o1-2024-12-17 o1-pro o1-pro-2025-03-19 o3
    o3-2025-04-16 o3-deep-research o3-mini o3-mini-2025-01-31 o3-pro o3-pro-2025-06-10 o4-mini
    o4-mini-2025-04-16 o4-mini-deep-research omni-moderation-2024-09-26 omni-moderation-latest
    rerank-english-v3.0 rerank-multilingual-v3.0 rerank-v3.5 rerank-v4.0-fast rerank-v4.0-pro sora-2 sora-2-pro
    sora-2-pro-high-res text-embedding-004 text-embedding-005 text-embedding-3-large text-embedding-3-small
    text-embedding-ada-002 text-embedding-ada-002-v2 text-embedding-large-exp-03-07 text-embedding-preview-0409
    tts-1 tts-1-1106 tts-1-hd tts-1-hd-1106 whisper-1`.split(/\s+/),
);
