namespace MusicCnn.Weights;

/// <summary>Holds, for each released network, which weight of Keras is which of ours.</summary>
internal static class KerasTables
{
    /// <summary>Returns the table of musicnn, 64 rows, in the order of its layers.</summary>
    public static IReadOnlyList<KerasWeight> Musicnn(PooledOrder order) =>
    [
        .. Norm("batch_normalization", "input_norm"),
        .. Weighted("conv2d", "front_end.groups.0.conv", KerasLayout.Convolution),
        .. Norm("batch_normalization_1", "front_end.groups.0.norm"),
        .. Weighted("conv2d_1", "front_end.groups.1.conv", KerasLayout.Convolution),
        .. Norm("batch_normalization_2", "front_end.groups.1.norm"),
        .. Weighted("conv2d_2", "front_end.groups.2.conv", KerasLayout.Convolution),
        .. Norm("batch_normalization_3", "front_end.groups.2.norm"),
        .. Weighted("conv2d_3", "front_end.groups.3.conv", KerasLayout.Convolution),
        .. Norm("batch_normalization_4", "front_end.groups.3.norm"),
        .. Weighted("conv2d_4", "front_end.groups.4.conv", KerasLayout.Convolution),
        .. Norm("batch_normalization_5", "front_end.groups.4.norm"),
        .. Weighted("midend_conv1", "mid_end.0.groups.0.conv", KerasLayout.ChannelsAsFrequency),
        .. Norm("bn_midend_conv1", "mid_end.0.groups.0.norm"),
        .. Weighted("midend_conv2", "mid_end.1.groups.0.conv", KerasLayout.ChannelsAsFrequency),
        .. Norm("bn_midend_conv2", "mid_end.1.groups.0.norm"),
        .. Weighted("midend_conv3", "mid_end.2.groups.0.conv", KerasLayout.ChannelsAsFrequency),
        .. Norm("bn_midend_conv3", "mid_end.2.groups.0.norm"),
        .. Norm("bn_flatpool", "pool_norm", Pooled(KerasLayout.Vector, order)),
        .. Weighted("dense", "dense", Pooled(KerasLayout.Dense, order)),
        .. Norm("bn_dense", "dense_norm"),
        .. Weighted("dense_1", "output", KerasLayout.Dense),
    ];

    /// <summary>Returns the table of the vgg baseline, 36 rows for five blocks, in the order of its layers.</summary>
    public static IReadOnlyList<KerasWeight> Vgg(int blocks) =>
    [
        .. Norm("bn_input", "input_norm"),
        .. Enumerable.Range(0, blocks).SelectMany(block => (KerasWeight[])
        [
            .. Weighted($"{block + 1}CNN", $"stack.layers.{block}.groups.0.conv", KerasLayout.Convolution),
            .. Norm($"bn_conv{block + 1}", $"stack.layers.{block}.groups.0.norm"),
        ]),
        .. Weighted("output", "output", KerasLayout.Dense),
    ];

    private static KerasLayout Pooled(KerasLayout layout, PooledOrder order) => layout with { MaximaFirst = order == PooledOrder.MaximaFirst };

    private static KerasWeight[] Weighted(string layer, string module, KerasLayout kernel) =>
        [new($"{layer}/kernel", $"{module}.weight", kernel), new($"{layer}/bias", $"{module}.bias", KerasLayout.Vector)];

    private static KerasWeight[] Norm(string layer, string module, KerasLayout? layout = null)
    {
        layout ??= KerasLayout.Vector;
        return
        [
            new($"{layer}/gamma", $"{module}.weight", layout), new($"{layer}/beta", $"{module}.bias", layout),
            new($"{layer}/moving_mean", $"{module}.running_mean", layout), new($"{layer}/moving_variance", $"{module}.running_var", layout),
        ];
    }
}
