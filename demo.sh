#!/usr/bin/env bash
# The main job from end to end: writes a set of rhythm recordings, trains a classifier with a mixed first layer on the
# files, evaluates it on files it never saw beside a frequency-only first layer, and classifies one of them.
# Arguments go to the `train` command, such as --seed 1 or --data FOLDER.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

build/setup.sh
dotnet build samples/TrainClassifier -c Release -v q -nologo
run() { dotnet run --project samples/TrainClassifier -c Release --no-build -- "$@"; }

mkdir -p artifacts/demo
run train --out artifacts/demo/model.safetensors "$@"
