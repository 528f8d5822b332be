using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>Where loaded models look for classes that they refer to by name.</summary>
public sealed class ComponentCatalog
{
    private readonly List<Assembly> _assemblies = [];
    private readonly Lock _lock = new();

    internal ComponentCatalog()
    {
    }

    internal IReadOnlyList<Assembly> Assemblies
    {
        get
        {
            lock (_lock) return [.. _assemblies];
        }
    }

    /// <summary>Makes the custom mapping factories of an assembly known.</summary>
    /// <param name="throwOnError">Accepted for compatibility: registering cannot fail here.</param>
    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        lock (_lock)
            if (!_assemblies.Contains(assembly)) _assemblies.Add(assembly);
    }
}
