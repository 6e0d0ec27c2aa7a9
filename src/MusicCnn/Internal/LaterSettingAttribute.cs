namespace MusicCnn.Internal;

/// <summary>Marks a setting that was added to a record which model files held before: a file without it means the default value, which is how the
/// version that wrote it worked. Every other setting must be in the file.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LaterSettingAttribute : Attribute;
