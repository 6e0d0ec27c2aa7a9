#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public enum InterpolationMode
    {
        Nearest = 0,
        Linear = 1,
        Bilinear = 2,
        Bicubic = 3,
        Trilinear = 4,
        Area = 5,
        NearestExact = 6,
    }

    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null,
                InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false,
                bool antialias = false)
            {
                var spatial = x.shape[2..];
                if (scale_factor is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                {
                    size = [.. spatial.Zip(scale_factor, (length, scale) => (long)Math.Floor(length * scale))];
                    scale_factor = null;
                }

                return (mode, spatial.Length) switch
                {
                    (InterpolationMode.Area, 1) => WithOne("adaptive_avg_pool1d"),
                    (InterpolationMode.Area, 2) => WithOne("adaptive_avg_pool2d"),
                    (InterpolationMode.Area, 3) => WithOne("adaptive_avg_pool3d"),
                    (InterpolationMode.Nearest, <= 3) => Dispatch.Call($"upsample_nearest{spatial.Length}d.vec", x, size, scale_factor),
                    (InterpolationMode.NearestExact, <= 3) => Dispatch.Call($"_upsample_nearest_exact{spatial.Length}d.vec", x, size, scale_factor),
                    (InterpolationMode.Linear, 1) => WithCorners("upsample_linear1d.vec"),
                    (InterpolationMode.Bilinear, 2) => WithCorners(antialias ? "_upsample_bilinear2d_aa.vec" : "upsample_bilinear2d.vec"),
                    (InterpolationMode.Bicubic, 2) => WithCorners(antialias ? "_upsample_bicubic2d_aa.vec" : "upsample_bicubic2d.vec"),
                    (InterpolationMode.Trilinear, 3) => WithCorners("upsample_trilinear3d.vec"),
                    _ => throw new ArgumentException($"{mode} interpolation does not fit {spatial.Length} spatial axes of {Sizes(x)}.", nameof(mode)),
                };

                Tensor WithOne(string name) => Dispatch.Call(name, x, size);

                Tensor WithCorners(string name) => Dispatch.Call(name, x, size, align_corners ?? false, scale_factor);
            }
        }
    }
}
