namespace Microsoft.ML.Runtime;

/// <summary>Where components get their randomness and leave their messages: <see cref="MLContext"/> is the one there is.</summary>
public interface IHostEnvironment : IChannelProvider, IProgressChannelProvider
{
    ComponentCatalog ComponentCatalog { get; }
}
