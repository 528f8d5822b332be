namespace Microsoft.ML.Runtime;

/// <summary>A place for messages. Messages arrive at <see cref="MLContext.Log"/>.</summary>
public interface IChannelProvider
{
}
