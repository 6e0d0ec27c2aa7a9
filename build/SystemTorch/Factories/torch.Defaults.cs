namespace TorchSharp;

public static partial class torch
{
    private static ScalarType _defaultType = ScalarType.Float32;
    private static Device _defaultDevice = CPU;

    public static ScalarType get_default_dtype() => _defaultType;

    public static Device get_default_device() => _defaultDevice;
}
