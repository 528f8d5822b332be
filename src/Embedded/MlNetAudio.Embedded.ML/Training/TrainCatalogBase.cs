using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A learning task: its trainers, its evaluation.</summary>
public abstract partial class TrainCatalogBase
{
    private protected TrainCatalogBase(IHostEnvironment env, string registrationName)
    {
        Environment = env ?? throw new ArgumentNullException(nameof(env));
        RegistrationName = registrationName;
    }

    internal IHostEnvironment Environment { get; }

    internal string RegistrationName { get; }
}
