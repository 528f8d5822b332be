using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Transforms, as extension methods: <c>ml.Transforms.Concatenate(...)</c>.</summary>
public sealed class TransformsCatalog
{
    internal TransformsCatalog(IHostEnvironment env) => Environment = env ?? throw new ArgumentNullException(nameof(env));

    internal IHostEnvironment Environment { get; }
}
