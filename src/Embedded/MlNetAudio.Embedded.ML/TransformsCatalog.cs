using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Transforms, as extension methods: <c>ml.Transforms.Concatenate(...)</c>.</summary>
public sealed class TransformsCatalog
{
    internal TransformsCatalog(IHostEnvironment env)
    {
        Environment = env ?? throw new ArgumentNullException(nameof(env));
        Conversion = new(this);
    }

    /// <summary>Keys and number types.</summary>
    public ConversionTransforms Conversion { get; }

    internal IHostEnvironment Environment { get; }

    /// <summary>Conversions are extension methods on this.</summary>
    public sealed class ConversionTransforms
    {
        internal ConversionTransforms(TransformsCatalog catalog) => Environment = catalog.Environment;

        internal IHostEnvironment Environment { get; }
    }
}
