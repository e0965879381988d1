# The catalog as the app reads it, and the package's dependencies with their hashes checked.
FROM python:3.13-slim-bookworm AS dependencies
WORKDIR /src
COPY requirements.lock requirements-build.lock ./
RUN python -m venv /opt/evenstride
RUN /opt/evenstride/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY backend backend
RUN mkdir /generated && cd backend && \
    /opt/evenstride/bin/python -m evenstride.catalog > /generated/catalog.json && \
    for words in evenstride/catalog/*/words.yaml; do \
        language=$(basename "$(dirname "$words")") && \
        /opt/evenstride/bin/python -m evenstride.catalog "$language" > "/generated/catalog.$language.json" || exit 1; \
    done

# The app for the phone.
FROM node:22-bookworm-slim AS app
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend ./
COPY --from=dependencies /generated src/generated
RUN npm run build

# One package with server, migrations and app inside; the build tools stay behind in this stage.
FROM dependencies AS package
RUN python -m venv /opt/build
RUN /opt/build/bin/pip install --no-cache-dir --require-hashes -r requirements-build.lock
COPY pyproject.toml README.md LICENSE ./
COPY migrations migrations
COPY --from=app /src/backend/evenstride/static backend/evenstride/static
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels .
RUN /opt/evenstride/bin/pip install --no-cache-dir --no-deps /wheels/*.whl

FROM python:3.13-slim-bookworm
RUN useradd --uid 1000 --no-create-home --home-dir /data --shell /usr/sbin/nologin evenstride
RUN install --directory --owner evenstride --mode 0700 /data
COPY --from=package /opt/evenstride /opt/evenstride
ENV PATH=/opt/evenstride/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    EVENSTRIDE_HOST=0.0.0.0 \
    EVENSTRIDE_PORT=8000 \
    EVENSTRIDE_DATABASE_URL=sqlite:////data/evenstride.db
USER evenstride
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
CMD ["sh", "-c", "evenstride migrate && exec evenstride serve"]
