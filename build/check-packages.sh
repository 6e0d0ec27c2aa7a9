#!/usr/bin/env bash
# Packs the libraries, looks into the packages, and builds and runs a throw-away console project that references them
# as a user would.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build/setup.sh
root=$PWD
suffix=check.$(date +%s)
packages=$root/artifacts/packages
consumer=$(mktemp -d)
cache=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: //; s:/*$::')
cleanup() {
    rm -rf "$consumer"
    # The unique versions must not pile up in the package cache.
    rm -rf "$cache"/musiccnn*/*-"$suffix"
}
trap cleanup EXIT
fail() { printf 'packages: %s\n' "$*" >&2; exit 1; }

profile=$(dotnet msbuild src/MusicCnn/MusicCnn.csproj -getProperty:DependencyProfile)
version=$(dotnet msbuild src/MusicCnn/MusicCnn.csproj -getProperty:VersionPrefix)-$suffix
projects=(src/MusicCnn src/MusicCnn.Audio)
[ "$profile" = system ] && projects+=(build/SystemTorch)

rm -rf "$packages"
for project in "${projects[@]}"; do
    dotnet pack "$project" -c Release -v q -nologo -p:VersionSuffix="$suffix" -o "$packages"
done

runtime=$([ "$profile" = nuget ] && printf '<PackageReference Include="TorchSharp-cpu" Version="%s" />' "$(sed -n 's:.*"TorchSharp-cpu" Version="\([^"]*\)".*:\1:p' Directory.Packages.props)" || true)
cat > "$consumer/consumer.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <WarningsNotAsErrors>NU1900;NU1901;NU1902;NU1903;NU1904</WarningsNotAsErrors>
    <RestoreAdditionalProjectSources>$packages</RestoreAdditionalProjectSources>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="MusicCnn.Audio" Version="$version" />
    $runtime
  </ItemGroup>
</Project>
PROJECT
cat > "$consumer/Program.cs" <<'PROGRAM'
using MusicCnn.FrontEnds;
using MusicCnn.Layers;
using static TorchSharp.torch;

using var mel = new MelSpectrogram(MelSpectrogramOptions.Musicnn);
using var layer = new MixedShapeConv(1, FilterShape.Temporal(mel.FramesIn(TimeSpan.FromSeconds(0.5))).Times(8), FilterShape.Frequency(32).Times(8));
using var waveform = rand(2, mel.SampleRate);
using var image = mel.call(waveform);
using var features = layer.call(image);
Console.WriteLine($"[{string.Join(", ", features.shape)}]");
return features.shape[0] == 2 && features.shape[1] == 16 && features.isfinite().all().item<bool>() ? 0 : 1;
PROGRAM
dotnet run --project "$consumer/consumer.csproj" -c Release
# The cache holds the packages unpacked.
for name in MusicCnn MusicCnn.Audio; do
    unpacked=$cache/${name,,}/$version
    for part in README.md "lib/net10.0/$name.dll" "lib/net10.0/$name.xml" "${name,,}.nuspec"; do
        [ -s "$unpacked/$part" ] || fail "$name lacks $part"
    done
    grep -q '<license type="expression">MIT</license>' "$unpacked/${name,,}.nuspec" || fail "$name lacks its licence"
    [ -s "$packages/$name.$version.snupkg" ] || fail "$name lacks its symbols"
done
if [ "$profile" = system ]; then
    [ -s "$cache/musiccnn.systemtorch/$version/runtimes/linux-x64/native/libmusiccnn_torch.so" ] || fail "MusicCnn.SystemTorch lacks its native half"
fi
printf 'packages %s: ok\n' "$version"
