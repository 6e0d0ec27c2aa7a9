namespace TorchSharp.Utils;

/// <summary>Gives a module's field its name in the state dictionary.</summary>
public class ComponentNameAttribute : Attribute
{
    public string Name { get; set; }
}
