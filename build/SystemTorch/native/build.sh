#!/usr/bin/env bash
# Compiles the native half of the system profile's binding into artifacts/native/libmusiccnn_torch.so.
# Does nothing if neither the source, nor the flags, nor the libtorch has changed since.
#   LIBTORCH  folder with include/ and lib/ of a libtorch, remembered in artifacts/native/libtorch; default: what is
#             remembered there, else the one installed in the system. LIBTORCH= (empty) forgets it.
#   CXX       compiler; default: g++
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out_dir="$here/../../../artifacts/native"
out="$out_dir/libmusiccnn_torch.so"
cxx=${CXX:-g++}

chosen="$out_dir/libtorch"
mkdir -p "$out_dir"
if [ -n "${LIBTORCH+set}" ]; then
  [ -z "$LIBTORCH" ] || LIBTORCH=$(cd "$LIBTORCH" && pwd)
elif [ -s "$chosen" ]; then
  LIBTORCH=$(cat "$chosen")
fi

flags=(-O2 -fPIC -shared -fvisibility=hidden -fopenmp -w)
libs=(-ltorch -ltorch_cpu -lc10)
if [ -n "${LIBTORCH:-}" ]; then
  include="$LIBTORCH/include"
  flags+=(-I"$include" -I"$include/torch/csrc/api/include")
  libs+=(-L"$LIBTORCH/lib" -Wl,-rpath,"$LIBTORCH/lib")
  # Some official builds use the old string ABI; the library's own symbols say which (Ss is the old std::string).
  if nm -D "$LIBTORCH/lib/libc10.so" | grep '_ZN3c105ErrorC[12]ENS_14SourceLocationESs' >/dev/null; then
    flags+=(-D_GLIBCXX_USE_CXX11_ABI=0)
  fi
  # A CUDA libtorch registers its kernels when its library is loaded, so it must stay linked although nothing names it.
  if [ -e "$LIBTORCH/lib/libtorch_cuda.so" ]; then
    libs+=(-Wl,--no-as-needed -ltorch_cuda -Wl,--as-needed)
  fi
else
  include=/usr/include
fi

header="$include/torch/csrc/autograd/function.h"
if [ ! -e "$header" ]; then
  echo "build.sh: no libtorch headers in $include; install libtorch-dev, or set LIBTORCH to an unpacked libtorch" >&2
  exit 1
fi
# Remembered only now that it is known to be one.
[ -z "${LIBTORCH+set}" ] || printf '%s' "$LIBTORCH" > "$chosen"
# Headers from 2.1 on need C++17, some later ones C++20; ask them.
standard=c++17
if grep -rqs 'C++20 or later compatible compiler is required' "$include/ATen/ATen.h" "$include/c10/macros/Macros.h"; then
  standard=c++20
fi
flags+=("-std=$standard")

stamp=$({ cat "$here/system_torch.cpp" "$header" "$include/torch/csrc/api/include/torch/version.h"; "$cxx" --version; echo "${flags[@]}" "${libs[@]}"; } | sha256sum)
if [ -e "$out" ] && [ "$(cat "$out.stamp" 2>/dev/null)" = "$stamp" ]; then
  exit 0
fi

echo "Compiling $(basename "$out") (about half a minute)"
"$cxx" "${flags[@]}" "$here/system_torch.cpp" -o "$out.$$" "${libs[@]}"
mv "$out.$$" "$out"
echo "$stamp" > "$out.stamp"
