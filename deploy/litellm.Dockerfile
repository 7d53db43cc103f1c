# LiteLLM from PyPI on Debian: for hosts that cannot have its official image, and for the tests.
# Build it first and name it as LITELLM_IMAGE of deploy/Dockerfile.
ARG NODE_IMAGE=node:24.11.1-bookworm-slim
FROM ${NODE_IMAGE}
RUN command -v python3 >/dev/null \
 || (apt-get update -qq && apt-get install -y -qq --no-install-recommends python3 python3-pip ca-certificates && rm -rf /var/lib/apt/lists/*)
WORKDIR /opt/regent
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
RUN npm install --global --loglevel=error "$(node -p 'require("./package.json").packageManager')"
COPY packages/core/package.json packages/core/
COPY packages/servant/package.json packages/servant/
# What the lockfile pins by hash needs no further verification, which would fetch the history of every package.
ENV CI=1 pnpm_config_minimum_release_age=0
RUN pnpm install --prod --frozen-lockfile --loglevel=error --filter @regent/servant...
COPY packages/servant/src/env.ts packages/servant/src/
COPY packages/servant/src/engine packages/servant/src/engine
COPY deploy/install-engine.ts deploy/
# Bytecode in the image, because a container with a read-only root would compile at each start.
RUN node deploy/install-engine.ts /opt/engine \
 && /opt/engine/current/venv/bin/python -m compileall -q -j 0 /opt/engine/current/venv/lib \
 && chmod -R a+rX /opt/engine
# Its query engine is Regent's: the native one is not on PyPI.
COPY packages/core packages/core
COPY packages/servant/src/prisma-engine packages/servant/src/prisma-engine
ENV PATH=/opt/engine/current/bin:/opt/engine/current/venv/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONUNBUFFERED=1 LITELLM_LOCAL_MODEL_COST_MAP=True HOME=/tmp \
    PRISMA_QUERY_ENGINE_BINARY=/opt/engine/current/bin/query-engine QUERY_ENGINE_RAW_RESULTS=objects
WORKDIR /app
EXPOSE 4000
ENTRYPOINT ["litellm"]
