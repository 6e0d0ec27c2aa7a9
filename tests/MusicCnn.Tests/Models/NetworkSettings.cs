using System.Reflection;
using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace MusicCnn.Tests.Models;

/// <summary>Changes single settings of networks, whose names the compiler does not know.</summary>
internal static class NetworkSettings
{
    /// <summary>Returns the settings that a network was built from.</summary>
    public static object Of(nn.Module network) => network.GetType().GetProperty("Options")!.GetValue(network)!;

    /// <summary>Returns whether a network has a setting.</summary>
    public static bool Has(nn.Module network, string setting) => Of(network).GetType().GetProperty(setting) is { CanWrite: true };

    /// <summary>Builds a network once more, with one other setting.</summary>
    public static nn.Module<Tensor, Tensor> Rebuild(nn.Module network, string setting, object value)
    {
        var options = With(Of(network), setting, value);
        return (nn.Module<Tensor, Tensor>)Unwrapped(() => Activator.CreateInstance(network.GetType(), options)!);
    }

    /// <summary>Returns settings with one of another value, as <c>with</c> does.</summary>
    public static object With(object settings, string setting, object value)
    {
        var changed = settings.GetType().GetMethod("<Clone>$")!.Invoke(settings, null)!;
        Unwrapped(() =>
        {
            settings.GetType().GetProperty(setting)!.SetValue(changed, value);
            return changed;
        });
        return changed;
    }

    /// <summary>Calls what reflection wraps exceptions of, and lets them through as they were.</summary>
    public static object Unwrapped(Func<object> call)
    {
        try
        {
            return call();
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Capture(e.InnerException!).Throw();
            throw;
        }
    }
}
