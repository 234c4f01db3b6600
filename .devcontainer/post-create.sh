#!/usr/bin/env bash
# Ends with a notebook whose first cell runs: the package, a kernel for Jupyter, an editor for the browser.
# The kernels come from elsewhere, and the workbook is of use without them: each may fail alone.
set -uo pipefail
cd "$(dirname "$0")/.."

dotnet build || exit 1

export PATH="$PATH:$HOME/.dotnet/tools"
missing=()
{ dotnet tool install --global Microsoft.dotnet-interactive && dotnet interactive jupyter install; } || missing+=(".NET Interactive, the kernel of Jupyter")
dotnet tool install --global Verso.Cli || missing+=("Verso, the notebook editor in the browser")

for what in "${missing[@]:+${missing[@]}}"; do
    echo "Not installed: $what. The README, 'Open it in ...', says how to get it later."
done
echo "Open notebooks/01-one-parameter.ipynb."
