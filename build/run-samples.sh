#!/usr/bin/env bash
# Runs every sample in its quick mode.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build/setup.sh
for project in samples/*/*.csproj; do
    name=$(basename "$project" .csproj)
    dotnet build "$project" -c Release -v q -nologo
    case "$name" in
        TrainClassifier)
            work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
            dotnet run --project "$project" -c Release --no-build -- train --quick --cache "$work" --out "$work/model.safetensors" ;;
        *) dotnet run --project "$project" -c Release --no-build -- --quick ;;
    esac
    printf '%s: ok\n' "$name"
done
