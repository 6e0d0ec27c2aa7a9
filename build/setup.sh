#!/usr/bin/env bash
# Makes `dotnet build`, `dotnet test` and `dotnet run` work on this machine. Idempotent; called by demo.sh and test.sh.
#
# Chooses the dependency profile (docs/profiles.md):
#   MUSICCNN_PROFILE=nuget|system   decides where it is set; otherwise
#   nuget                           where the packages restore and a one-line tensor program runs;
#   system                          elsewhere: installs what is missing from Debian and builds the native half.
# The choice is kept in artifacts/dependencies.props; delete that file to have it made anew.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

props=artifacts/dependencies.props
say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

command -v dotnet >/dev/null 2>&1 || fail "the .NET 10 SDK is missing; install it from https://dotnet.microsoft.com/download and run this again."

write_props() {
    local text="<Project>
  <!-- Written by build/setup.sh. -->
  <PropertyGroup>
    <DependencyProfile Condition=\"'\$(DependencyProfile)' == ''\">$1</DependencyProfile>
  </PropertyGroup>
</Project>"
    mkdir -p artifacts
    [ -f "$props" ] && [ "$(cat "$props")" = "$text" ] && return 0
    printf '%s\n' "$text" > "$props"
    say "wrote $props: $1"
}

chosen_before() { [ -f "$props" ] && sed -n "s:.*== ''\">\(.*\)</DependencyProfile>.*:\1:p" "$props"; }

version_of() { sed -n "s:.*PackageVersion Include=\"$1\" Version=\"\([^\"]*\)\".*:\1:p" Directory.Packages.props; }

# Restores the real packages and runs one line of tensor code, away from the solution's own settings.
nuget_works() {
    local probe=artifacts/probe
    rm -rf "$probe" && mkdir -p "$probe"
    for name in Directory.Build.props Directory.Build.targets Directory.Packages.props; do
        printf '<Project />\n' > "$probe/$name"
    done
    cat > "$probe/probe.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="TorchSharp-cpu" Version="$(version_of TorchSharp-cpu)" />
    <PackageReference Include="NAudio" Version="$(version_of NAudio)" />
    <PackageReference Include="NAudio.SoundFile" Version="$(version_of NAudio.SoundFile)" />
  </ItemGroup>
</Project>
PROJECT
    printf 'System.Console.WriteLine(TorchSharp.torch.ones(2, 3).sum().item<float>());\n' > "$probe/Program.cs"
    [ "$(dotnet run --project "$probe/probe.csproj" 2> "$probe/error.log" | tee "$probe/output.log" | tail -n 1)" = 6 ]
}

has_sndfile() { { compgen -G "/usr/lib/*/libsndfile.so.1" || compgen -G "/usr/lib*/libsndfile.so.1"; } >/dev/null; }

install_debian_packages() {
    local missing=()
    # What build/SystemTorch/native/build.sh remembers of an earlier call.
    if [ -z "${LIBTORCH+set}" ] && [ -s artifacts/native/libtorch ]; then local LIBTORCH; LIBTORCH=$(cat artifacts/native/libtorch); fi
    command -v g++ >/dev/null 2>&1 || missing+=(g++)
    if [ -z "${LIBTORCH:-}" ] && ! [ -e /usr/include/torch/script.h ]; then missing+=(libtorch-dev); fi
    # Debian's libtorch comes with the reference BLAS, some 15 times slower at matrix products. The openmp flavour
    # obeys torch.set_num_threads, the pthread flavour does not.
    if [ -z "${LIBTORCH:-}" ] && ! compgen -G "/usr/lib/*/openblas-openmp/libblas.so.3" >/dev/null; then missing+=(libopenblas0-openmp); fi
    has_sndfile || missing+=(libsndfile1)
    [ ${#missing[@]} -eq 0 ] && return 0

    local command="apt-get install -y --no-install-recommends ${missing[*]}"
    command -v apt-get >/dev/null 2>&1 || fail "missing: ${missing[*]} (Debian's names). This system has no apt-get; install their equivalents, or set LIBTORCH to an unpacked libtorch, and run this again."
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null || fail "missing: ${missing[*]}. Run this as root: $command"
        root=(sudo -n)
    fi
    say "installing from Debian (about 300 MB the first time): ${missing[*]}"
    mkdir -p artifacts
    {
        "${root[@]}" apt-get update
        "${root[@]}" env DEBIAN_FRONTEND=noninteractive $command
    } > artifacts/apt.log 2>&1 || { tail -n 20 artifacts/apt.log >&2; fail "the installation failed; the whole log is in artifacts/apt.log. By hand: $command"; }
}

profile=${MUSICCNN_PROFILE:-}
case "$profile" in
    nuget|system) ;;
    "")
        profile=$(chosen_before || true)
        if [ -z "$profile" ]; then
            say "looking whether TorchSharp-cpu and NAudio restore and run (at most some minutes)"
            if nuget_works; then
                profile=nuget
            elif [ "$(uname -s)" = Linux ]; then
                say "they do not: $(grep -h -m 1 -o 'error NU[0-9]*: .*' artifacts/probe/*.log 2>/dev/null | cut -c1-160 || echo 'see artifacts/probe/*.log'); taking the system profile"
                profile=system
            else
                fail "TorchSharp-cpu and NAudio do not restore or run here (artifacts/probe/*.log), and this system has no other profile. Check the package sources: dotnet nuget list source"
            fi
        fi ;;
    *) fail "MUSICCNN_PROFILE must be 'nuget' or 'system', but was '$profile'." ;;
esac

if [ "$profile" = system ]; then
    [ "$(uname -s)" = Linux ] || fail "the system profile exists on Linux only; use MUSICCNN_PROFILE=nuget."
    install_debian_packages
    build/SystemTorch/native/build.sh
fi
if [ "$profile" = nuget ] && [ "$(uname -s)" = Linux ] && ! has_sndfile; then
    # NAudio reads FLAC, Ogg and MP3 through it; all else works without.
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "installing from Debian: libsndfile1"
        mkdir -p artifacts
        { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends libsndfile1; } > artifacts/apt.log 2>&1 || true
    fi
    has_sndfile || say "without libsndfile, FLAC, Ogg and MP3 cannot be read: apt-get install libsndfile1, dnf install libsndfile, or your system's equivalent"
fi
write_props "$profile"
