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
        CompareArchitectures)
            # Its --quick trains for minutes; a few epochs show that it works.
            dotnet run --project "$project" -c Release --no-build -- --quick --epochs 2 --clips 36 ;;
        TagAudio)
            # Its weights do not come with the library: without them it says where they are, and ends with 2.
            if [ -f "${MUSICCNN_DATA:-}/pretrained/MTT_musicnn.h5" ]; then
                dotnet run --project "$project" -c Release --no-build -- --weights "$MUSICCNN_DATA/pretrained/MTT_musicnn.h5" "$MUSICCNN_DATA/audio"
            else
                code=0; dotnet run --project "$project" -c Release --no-build -- --weights missing.h5 || code=$?
                [ "$code" = 2 ]
            fi ;;
        *) dotnet run --project "$project" -c Release --no-build -- --quick ;;
    esac
    printf '%s: ok\n' "$name"
done
