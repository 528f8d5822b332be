using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Two classes: trainers, calibrators, evaluation.</summary>
public sealed class BinaryClassificationCatalog : TrainCatalogBase
{
    internal BinaryClassificationCatalog(IHostEnvironment env) : base(env, nameof(BinaryClassificationCatalog))
    {
    }
}
