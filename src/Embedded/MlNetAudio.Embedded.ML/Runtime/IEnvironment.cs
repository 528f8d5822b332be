namespace Microsoft.ML.Runtime;

/// <summary>What components see of the environment; reach it through <see cref="EnvironmentExtensions"/>.</summary>
internal interface IEnvironment : IHostEnvironment
{
    /// <summary>The seed of the context, or null when none was given.</summary>
    int? Seed { get; }

    /// <summary>A number that differs from call to call, in a sequence fixed by <see cref="Seed"/>.</summary>
    int NextRandom();

    void Send(ChannelMessageKind kind, string source, string message);
}
